"""Pages of relationships, notes and countries."""

from __future__ import annotations

import pytest

from banggiao.partners.actions import notes, relationships
from banggiao.partners.models import Milestone, Relationship, SituationNote
from tests.factories.accounts import make_user
from tests.factories.partners import (
    INTERNAL,
    RESTRICTED,
    country,
    milestone,
    note,
    organisation,
    relationship,
    writer,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(client, sign_in):
    """Give a client signed in as an ordinary officer."""
    return sign_in(client, make_user("officer", clearance=INTERNAL))


def lines(response) -> list[list[str]]:
    return [[cell.text for cell in row["cells"]] for row in response.context["table"].rows]


COUNTRIES = {"party_type": "country", "country_a": "VN", "country_b": "KR", "classification": "1"}


class TestList:
    def test_shows_how_far_each_tie_has_come(self, officer, sound):
        tie = relationship(country("VN"), country("KR"), code="vn-kr")
        milestone(tie, on="2022-12", level="comprehensive_strategic_partnership")
        milestone(tie, on="1992-12-22", level="diplomatic_relations")
        relationship(country("VN"), country("LA"), classification=RESTRICTED)

        response = officer.get("/relationships/")

        assert lines(response) == [
            [
                "Viet Nam – South Korea",
                "Two countries",
                "Comprehensive strategic partnership",
                "December 2022",
            ]
        ]
        sound(response)

    @pytest.mark.parametrize(("kind", "count"), [("country", 1), ("organisation", 2), ("", 3)])
    def test_filters_by_the_sort_of_parties(self, kind, count, officer):
        relationship(country("VN"), country("KR"))
        relationship(organisation("A"), organisation("B"))
        relationship(organisation("C"), organisation("D"))

        assert len(lines(officer.get(f"/relationships/?party_type={kind}"))) == count


class TestRelationship:
    def test_is_entered_and_leads_to_its_page(self, officer, sound):
        response = officer.post("/relationships/add/", COUNTRIES)

        assert response.status_code == 303
        page = sound(officer.get(response["Location"]))
        assert "Viet Nam – South Korea" in page

    def test_takes_organisations_by_name(self, officer):
        organisation("Thanh tra Chính phủ", code="giv")
        organisation("Ủy ban Hàn Quốc", code="acrc")

        officer.post(
            "/relationships/add/",
            {
                "party_type": "organisation",
                "organisation_a": "thanh tra",
                "organisation_b": "acrc",
                "classification": "1",
                "country_a": "VN",
            },
        )

        tie = Relationship.objects.get()
        assert (str(tie), tie.country_a) == ("Thanh tra Chính phủ – Ủy ban Hàn Quốc", None)

    @pytest.mark.parametrize(
        ("data", "field"),
        [
            ({"country_b": "VN"}, "__all__"),
            ({"country_b": ""}, "__all__"),
            ({"country_b": "ZZ"}, "country_b"),
            ({"party_type": ""}, "party_type"),
            ({"classification": "2"}, "classification"),
            ({"country_a": "LA", "country_b": "VN"}, "country_b"),
            (
                {"party_type": "organisation", "organisation_a": "a", "organisation_b": "secret"},
                "organisation_b",
            ),
        ],
        ids=str,
    )
    def test_refuses_in_one_sentence_and_keeps_what_was_typed(self, data, field, officer, sound):
        relationship(country("VN"), country("LA"))
        organisation("A", code="a")
        organisation("Mật", code="secret", classification=RESTRICTED)
        given = COUNTRIES | {"remark": "Ghi dở"} | data

        response = officer.post("/relationships/add/", given)

        form = response.context["form"]
        assert (response.status_code, list(form.errors)) == (422, [field])
        assert len(form.errors[field]) == 1
        assert {name: form[name].value() for name in given} == given
        sound(response)
        assert Relationship.objects.count() == 1

    def test_stale_form_shows_both(self, officer, sound):
        tie = relationship(country("VN"), country("KR"), code="vn-kr")
        relationships.change_relationship(tie, by=writer(), remark="Của họ")

        response = officer.post(
            "/relationships/vn-kr/edit/", COUNTRIES | {"remark": "Của tôi", "version": "1"}
        )

        assert response.status_code == 409
        assert "Của họ" in sound(response)

    def test_milestones_are_entered_changed_and_taken_back(self, officer, sound):
        relationship(country("VN"), country("KR"), code="vn-kr")
        data = {"level": "strategic_partnership", "on": "10/2009", "name_vi": "Nâng cấp"}

        officer.post("/relationships/vn-kr/milestones/add/", data)
        step = Milestone.objects.get()
        page = sound(officer.get("/relationships/vn-kr/"))
        assert ("October 2009" in page, "Strategic partnership" in page) == (True, True)

        address = f"/relationships/vn-kr/milestones/{step.code}"
        version = str(Relationship.objects.get().version)
        officer.post(f"{address}/edit/", data | {"on": "21/10/2009", "version": version})
        assert str(Milestone.objects.get().on) == "2009-10-21"
        officer.post(f"{address}/remove/", {"reason": "Nhầm"})
        assert Milestone.objects.count() == 0

    def test_milestone_of_another_tie_is_not_there(self, officer):
        relationship(country("VN"), country("KR"), code="vn-kr")
        milestone(relationship(country("VN"), country("LA")), code="step")

        assert officer.get("/relationships/vn-kr/milestones/step/edit/").status_code == 404

    def test_with_a_hidden_party_is_not_there(self, officer):
        relationship(organisation(), organisation(classification=RESTRICTED), code="tie")

        for page in ("", "edit/", "history/", "set-aside/", "milestones/add/"):
            assert officer.get(f"/relationships/tie/{page}").status_code == 404

    def test_is_set_aside_and_brought_back(self, officer):
        relationship(country("VN"), country("KR"), code="vn-kr")

        officer.post("/relationships/vn-kr/set-aside/", {"reason": "Nhầm"})
        gone = lines(officer.get("/relationships/"))
        officer.post("/relationships/vn-kr/bring-back/", {"reason": "Đúng"})

        assert (gone, len(lines(officer.get("/relationships/")))) == ([], 1)


class TestNote:
    def test_is_written_shown_changed_and_set_aside(self, officer):
        organisation("A", code="a")
        data = {"on": "6/5/2024", "headline": "Đổi chủ tịch", "text": "Dài", "classification": "1"}

        response = officer.post("/partners/a/notes/add/", data)
        written = SituationNote.objects.get()
        assert response["Location"] == f"/partners/a/#note-{written.code}"
        assert "Đổi chủ tịch" in officer.get("/partners/a/").content.decode()

        officer.post(f"/notes/{written.code}/edit/", data | {"headline": "Đổi rồi", "version": "1"})
        assert SituationNote.objects.get().headline == "Đổi rồi"

        officer.post(f"/notes/{written.code}/set-aside/", {"reason": "Nhầm"})
        assert SituationNote.objects.in_register().count() == 0
        officer.post(f"/notes/{written.code}/bring-back/", {"reason": "Đúng"})
        assert SituationNote.objects.in_register().count() == 1

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("on", ""),
            ("on", "30/2/2024"),
            ("headline", ""),
            ("headline", "x" * 201),
            ("text", "x" * 8001),
            ("classification", "2"),
        ],
        ids=lambda value: str(value)[:12],
    )
    def test_refuses_and_keeps_what_was_typed(self, field, value, officer):
        organisation("A", code="a")
        data = {"on": "2024", "headline": "A", "text": "Dài", "classification": "1", field: value}

        response = officer.post("/partners/a/notes/add/", data)

        form = response.context["form"]
        assert (response.status_code, list(form.errors)) == (422, [field])
        assert {name: form[name].value() for name in data} == data

    def test_stale_form_shows_both(self, officer):
        written = note(organisation(), "Cũ", code="n")
        notes.change_note(written, by=writer(), headline="Của họ")

        response = officer.post(
            "/notes/n/edit/",
            {"on": "5/2024", "headline": "Của tôi", "classification": "1", "version": "1"},
        )

        assert response.status_code == 409
        assert [(c["yours"], c["theirs"]) for c in response.context["conflicts"]] == [
            ("Của tôi", "Của họ")
        ]

    def test_on_a_hidden_partner_is_not_there(self, officer):
        note(organisation("Mật", code="m", classification=RESTRICTED), code="n", classification=0)

        for page in ("/notes/n/edit/", "/notes/n/set-aside/", "/partners/m/notes/add/"):
            assert officer.get(page).status_code == 404


class TestCountries:
    def test_tiles_count_the_partners_one_may_know_of(self, officer, sound):
        organisation("A", country=country("KR"))
        organisation("B", country=country("KR"))
        organisation("C", country=country("JP"))
        organisation("Mật", country=country("LA"), classification=RESTRICTED)
        organisation("Thanh tra Chính phủ", code="giv", country=country("VN"))

        response = officer.get("/countries/")

        assert [(c.code, c.partners) for c in response.context["tiles"]] == [("KR", 2), ("JP", 1)]
        text = sound(response)
        assert ("2 partners" in text, "1 partner" in text) == (True, True)

    def test_all_are_listed_on_request(self, officer):
        response = officer.get("/countries/?all=1&sort=code")

        assert response.context["table"].total > 200
        assert lines(response)[0][1] == "AD"

    def test_one_shows_its_partners_and_ties(self, officer, sound):
        organisation("Ủy ban", code="acrc", country=country("KR"))
        milestone(relationship(country("VN"), country("KR")), on="1992")

        text = sound(officer.get("/countries/KR/"))

        assert ("Ủy ban" in text, "Viet Nam – South Korea" in text) == (True, True)

    @pytest.mark.parametrize("code", ["ZZ", "kr", "KOR", "K", "1"])
    def test_an_unknown_code_is_not_there(self, code, officer):
        assert officer.get(f"/countries/{code}/").status_code == 404

    def test_is_renamed_with_its_ground_by_the_head(self, client, sign_in):
        sign_in(client, make_user("head"))
        names = {"name_vi": "CHDCND Lào", "name_en": "Lao PDR", "name_ja": "ラオス"}

        refused = client.post("/countries/LA/name/", names | {"basis": ""})
        assert (refused.status_code, list(refused.context["form"].errors)) == (422, ["basis"])
        assert refused.context["form"]["name_vi"].value() == "CHDCND Lào"

        client.post("/countries/LA/name/", names | {"basis": "Công văn 12"})
        assert country("LA").name_vi == "CHDCND Lào"
        assert "Công văn 12" in client.get("/countries/LA/").content.decode()
