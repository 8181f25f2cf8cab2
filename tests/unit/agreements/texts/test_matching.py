"""Ids of clauses across versions and languages: kept, never twice, whatever is renumbered."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banggiao.agreements.texts.clauses import prepared
from banggiao.agreements.texts.matching import matched, matched_by_place, new_wid, settled
from banggiao.agreements.texts.pairing import Pairing, Reason
from banggiao.agreements.texts.tree import Kind, Node

type Article = tuple[str, list[str]]
"""A heading and the paragraphs under it."""

EN: list[Article] = [
    ("Purpose", ["The Parties work together to prevent and fight corruption."]),
    (
        "Forms of cooperation",
        [
            "The Parties exchange laws, reports and experience of inspection.",
            "The Parties receive delegations of each other once a year.",
            "Trainers of one Party teach officials of the other.",
        ],
    ),
    ("Costs", ["Each Party bears its own costs.", "The host covers transport in the country."]),
    ("Confidentiality", ["Neither Party hands what it learned to others without consent."]),
    ("Final provisions", ["This Memorandum takes effect when signed.", "It lasts five years."]),
]
VI: list[Article] = [
    ("Mục đích", ["Hai bên phối hợp phòng ngừa và đấu tranh chống tham nhũng."]),
    (
        "Hình thức hợp tác",
        [
            "Hai bên trao đổi luật, báo cáo và kinh nghiệm thanh tra.",
            "Hai bên đón đoàn của nhau mỗi năm một lần.",
            "Giảng viên của bên này giảng dạy cho cán bộ của bên kia.",
        ],
    ),
    ("Chi phí", ["Mỗi bên tự chịu chi phí của mình.", "Bên chủ nhà lo đi lại trong nước."]),
    ("Bảo mật", ["Không bên nào chuyển những gì mình biết cho người khác khi chưa đồng ý."]),
    ("Điều khoản cuối", ["Bản ghi nhớ có hiệu lực khi ký.", "Bản ghi nhớ có giá trị năm năm."]),
]
JA: list[Article] = [
    ("目的", ["両当事者は、汚職の防止のために協力する。"]),
    (
        "協力の形態",
        [
            "両当事者は、法令、報告書及び監察の経験を交換する。",
            "両当事者は、毎年一回、相手方の代表団を受け入れる。",
            "一方の講師は、他方の職員を指導する。",
        ],
    ),
    ("費用", ["各当事者は、自己の費用を負担する。", "受入側は、国内の移動の費用を負担する。"]),
    ("秘密保持", ["いずれの当事者も、同意なく第三者に情報を渡さない。"]),
    ("最終規定", ["本覚書は、署名の時に効力を生ずる。", "本覚書は、五年間効力を有する。"]),
]
IN_ALL = pytest.mark.parametrize("articles", [EN, VI, JA], ids=["en", "vi", "ja"])


def text(articles: list[Article], mark: str = "Article {}.") -> list[Node]:
    """Number articles and paragraphs from 1, as a word processor does."""
    nodes = [Node("title", Kind.TITLE, "", "", "", "Memorandum", "")]
    for number, (heading, paragraphs) in enumerate(articles, 1):
        eid, num = f"art_{number}", str(number)
        nodes.append(Node(eid, Kind.ARTICLE, num, mark.format(num), heading, "", ""))
        for count, words in enumerate(paragraphs, 1):
            mine, num = f"{eid}__para_{count}", str(count)
            nodes.append(Node(mine, Kind.PARAGRAPH, num, f"{num}.", "", words, eid))
    return nodes


def ids(nodes: list[Node]) -> dict[str, str]:
    return {node.eid: f"w:{node.eid}" for node in nodes}


def by_words(nodes: list[Node]) -> dict[str, str]:
    """Name each clause by what it says rather than where it stands."""
    return {node.heading or node.text: f"w:{node.eid}" for node in nodes}


def kept(old: list[Article], new: list[Article]) -> dict[str, str]:
    """Match two texts and give the wid proposed for each heading or paragraph of the second."""
    later = text(new)
    matches = matched(text(old), ids(text(old)), later)
    return {n.heading or n.text: m.wid for n, m in zip(later, matches, strict=True)}


NODES = st.lists(
    st.builds(
        Node,
        eid=st.sampled_from("abcdefgh"),
        kind=st.sampled_from(Kind),
        num=st.sampled_from(["", "1", "2", "a"]),
        printed=st.just(""),
        heading=st.sampled_from(["", "Costs", "Chi phí"]),
        text=st.sampled_from(["", "Each Party bears its own costs.", "Each bears costs.", "費用"]),
        parent=st.sampled_from(["", *"abcdefgh"]),
    ),
    max_size=12,
)


@given(NODES, NODES)
def test_no_wid_is_proposed_twice_and_every_clause_gets_an_answer(old, new):
    matches = matched(old, ids(old), new) + matched_by_place(old, ids(old), new)

    for half in (matches[: len(new)], matches[len(new) :]):
        wids = [match.wid for match in half if match.wid]
        assert len(wids) == len(set(wids))
        assert [match.eid for match in half] == [node.eid for node in new]
    for match in matches:
        assert 0 <= match.score <= 1
        assert (match.reason == Reason.NEW) == (match.earlier == "")


@given(NODES)
def test_an_identical_text_keeps_every_wid(nodes):
    unique = list({node.eid: node for node in nodes}.values())

    for match in matched(unique, ids(unique), unique):
        assert (match.wid, match.reason) == (f"w:{match.eid}", Reason.SAME_WORDS)
        assert match.score == 1


@given(NODES, NODES)
def test_the_same_question_has_the_same_answer(old, new):
    assert matched(old, ids(old), new) == matched(old, ids(old), new)


@IN_ALL
@given(data=st.data())
def test_articles_keep_their_wid_when_others_come_go_and_move(articles, data):
    order = data.draw(st.permutations(range(len(articles))))
    stay = data.draw(st.lists(st.sampled_from(order), unique=True))
    new = [articles[i] for i in stay]
    extra = ("Điều mới", ["Zebra quagga okapi gnu kudu eland oryx impala."])
    new.insert(data.draw(st.integers(0, len(new))), extra)

    wids = kept(articles, new)

    expected = by_words(text(articles))
    for heading, paragraphs in new:
        for words in (heading, *paragraphs):
            assert wids[words] == expected.get(words, "")


@IN_ALL
def test_a_paragraph_that_moves_to_another_article_keeps_its_wid(articles):
    moved = articles[1][1][1]
    new = [(heading, [p for p in paragraphs if p != moved]) for heading, paragraphs in articles]
    new[4][1].insert(0, moved)

    assert kept(articles, new) == by_words(text(articles))


def test_a_clause_changed_in_wording_keeps_its_wid():
    old = text(EN)
    later = [
        replace(n, text=n.text.replace("once a year", "twice a year, in turn")) for n in text(EN)
    ]

    matches = {m.eid: m for m in matched(old, ids(old), later)}

    assert all(match.wid == f"w:{eid}" for eid, match in matches.items())
    assert matches["art_2__para_2"].reason == Reason.SIMILAR_WORDS
    assert matches["art_2"].reason == Reason.SAME_NUMBER_AND_HEADING
    assert matches["art_1"].reason == Reason.SAME_WORDS


def test_an_article_written_anew_under_its_old_heading_keeps_its_wid_wherever_it_stands():
    anew = ("Costs", ["Zebra quagga okapi.", "Gnu kudu eland oryx."])
    same_number = matched(text(EN), ids(text(EN)), text([*EN[:2], anew, *EN[3:]]))
    renumbered = matched(text(EN), ids(text(EN)), text([anew, *EN[:2], *EN[3:]]))

    found = {m.eid: (m.wid, m.reason) for m in same_number}
    assert found["art_3"] == ("w:art_3", Reason.SAME_NUMBER_AND_HEADING)
    assert found["art_3__para_2"] == ("w:art_3__para_2", Reason.SAME_PLACE)
    found = {m.eid: (m.wid, m.reason) for m in renumbered}
    assert found["art_1"] == ("w:art_3", Reason.SAME_HEADING)


def test_articles_put_into_new_chapters_keep_their_wids_and_chapters_are_new():
    old = text(EN)
    later = [Node("chp_1", Kind.CHAPTER, "I", "Chapter I", "General", "", "")]
    later += [replace(n, parent=n.parent or "chp_1") for n in old[1:]]

    chapter, *others = matched(old, ids(old), later)

    assert (chapter.wid, chapter.reason, chapter.score) == ("", Reason.NEW, 0)
    assert [match.wid for match in others] == [f"w:{node.eid}" for node in old[1:]]


def test_the_same_paragraph_in_two_articles_stays_with_its_own():
    both = "The Parties consult each other on this."
    old = [("Costs", [both, "Each Party pays."]), ("Visits", [both, "Visits take place in May."])]
    new = [("Visits", [both, "Visits take place in June."]), ("Costs", [both, "Each side pays."])]

    found = {m.eid: m.wid for m in matched(text(old), ids(text(old)), text(new))}

    assert found["art_1__para_1"] == "w:art_2__para_1"
    assert found["art_2__para_1"] == "w:art_1__para_1"


def test_an_article_that_takes_the_place_of_another_is_new():
    new = [*EN[:2], ("Visas", ["Zebra quagga okapi gnu kudu."]), *EN[3:]]

    assert kept(EN, new)["Visas"] == ""


def test_title_and_preamble_are_known_by_what_they_are():
    def opening(title: str, preamble: str) -> list[Node]:
        return [
            Node("t", Kind.TITLE, "", "", title, "", ""),
            Node("p", Kind.PREAMBLE, "", "", "", preamble, ""),
        ]

    old, later = opening("Memorandum", "We, the Parties,"), opening("Bản ghi nhớ", "Hai bên")

    assert [m.reason for m in matched(old, ids(old), later)] == [Reason.SAME_PLACE] * 2


def test_a_clause_taken_for_one_without_wid_is_not_new_and_gets_one():
    matches = matched(text(EN), {}, text(EN))

    assert {(m.wid, m.reason) for m in matches} == {("", Reason.SAME_WORDS)}
    assert settled(matches, ())["art_1"] == "art_1"


@pytest.mark.parametrize("other", [VI, JA], ids=["vi", "ja"])
def test_another_language_of_a_text_is_matched_by_structure(other):
    matches = matched_by_place(text(EN), ids(text(EN)), text(other, "第{}条"))

    assert [m.wid for m in matches] == [f"w:{m.eid}" for m in matches]
    assert {(m.reason, m.score) for m in matches} == {(Reason.SAME_PLACE, 1.0)}


def test_in_another_language_a_missing_article_leaves_the_others_by_number():
    other = [n for n in text(VI) if not n.eid.startswith("art_2")]

    matches = matched_by_place(text(EN), ids(text(EN)), other)

    assert [m.wid for m in matches] == [f"w:{m.eid}" for m in matches]


def test_lettered_points_go_by_order_for_vietnamese_has_one_letter_more():
    def points(letters: str) -> list[Node]:
        return [Node(f"p_{c}", Kind.POINT, c, f"{c})", "", "", "") for c in letters]

    matches = matched_by_place(points("abcdef"), ids(points("abcdef")), points("abcdđe"))

    assert [m.wid for m in matches] == [f"w:p_{c}" for c in "abcdef"]


def test_a_wid_tells_where_a_clause_first_stood_and_is_never_used_again():
    assert new_wid("art_5", set()) == "art_5"
    assert new_wid("art_5", {"art_5", "art_5-2"}) == "art_5-3"

    matches = matched(text(EN), {n.eid: n.eid for n in text(EN)}, text([("Visas", []), *EN]))
    wids = settled(matches, {"art_1-2"})

    assert wids["art_1"] == "art_1-3"
    assert wids["art_2"] == "art_1"
    assert len(set(wids.values())) == len(wids)


def test_two_clauses_with_one_wid_are_refused():
    with pytest.raises(ValueError, match="same wid"):
        matched(text(EN), {"art_1": "w", "art_2": "w"}, text(EN))


def flat(words: list[str]) -> list[Node]:
    return [Node(f"n{i}", Kind.ARTICLE, "", "", "", text, "") for i, text in enumerate(words)]


HOSTILE = {
    "all alike": (["the same words over and over"] * 2000, ["the same words once over"] * 2000),
    "all different": ([f"w{i} x y z" for i in range(2000)], [f"v{i} x y z" for i in range(2000)]),
    "rare words shared": (
        [f"w{i // 9} a{i} b c d e f g" for i in range(2000)],
        [f"w{i // 9} c{i} b c d e f h" for i in range(2000)],
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_texts_cost_comparisons_in_proportion_to_their_clauses(name):
    old, new = (flat(words) for words in HOSTILE[name])
    pairing = Pairing(*prepared(old, new))
    pairing.by_words()

    assert pairing.compared <= 20 * (len(old) + len(new))


def test_a_very_deep_text_is_matched_and_no_circle_of_parents_harms():
    deep = [Node(f"n{i}", Kind.POINT, "1", "1.", "", f"word{i}", f"n{i - 1}") for i in range(5000)]
    circle = [replace(deep[0], parent="n1"), replace(deep[1], parent="n0")]

    assert [m.wid for m in matched(deep, ids(deep), deep)] == [f"w:{n.eid}" for n in deep]
    assert [m.wid for m in matched(circle, ids(circle), circle)] == ["w:n0", "w:n1"]
