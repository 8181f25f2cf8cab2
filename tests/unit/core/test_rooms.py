"""How rooms add to the frame and to each other's pages, and who may see what."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import NoReverseMatch

from banggiao.core import menu
from banggiao.core.access import clearance_of, cleared
from banggiao.core.enums import Classification
from banggiao.core.panels import Panel, TimelineEntry
from banggiao.partners.models import Organisation, Post, Relationship
from tests.factories.partners import (
    INTERNAL,
    PUBLIC,
    RESTRICTED,
    country,
    officer,
    organisation,
    person,
    post,
    relationship,
    writer,
)


class TestPanel:
    def test_gives_functions_by_rank_then_as_they_came(self):
        panel: Panel = Panel("p")
        for key, rank in (("late", 90), ("first", 10), ("second", 50), ("third", 50)):
            panel.add(key, key, rank=rank)

        assert list(panel) == ["first", "second", "third", "late"]

    def test_refuses_the_same_key_twice(self):
        panel: Panel = Panel("partners.timeline")
        panel.add("visits", len)

        with pytest.raises(ValueError, match=r"partners\.timeline has a visits already"):
            panel.add("visits", len)

    @pytest.mark.parametrize(("level", "mark"), [(0, ""), (1, "internal"), (2, "restricted")])
    def test_marks_a_line_that_not_everybody_sees(self, level, mark):
        assert TimelineEntry(None, "", "note", "x", classification=level).class_mark == mark


class TestMenu:
    def test_is_kept_in_order_of_rank(self):
        for items in (menu.ROOMS, menu.ACTIONS, menu.PAGES):
            assert [item.rank for item in items] == sorted(item.rank for item in items)

    def test_leads_to_addresses_that_exist(self):
        try:
            urls = [item.url for item in (*menu.ROOMS, *menu.ACTIONS, *menu.PAGES)]
        except NoReverseMatch as error:
            pytest.fail(str(error))

        assert len(set(urls)) == len(urls)

    def test_an_item_without_permission_is_for_everybody(self):
        item = menu.Item("Bàn", "desk:home", 1)

        assert item.is_for(officer()) is True

    @pytest.mark.parametrize(
        ("role", "allowed"),
        [("auditor", True), ("administrator", True), ("officer", False), ("leader", False)],
    )
    def test_an_item_with_permission_is_for_those_who_have_it(self, role, allowed):
        item = menu.Item("Nhật ký", "audit:log", 1, permission="audit.read_log")

        assert item.is_for(writer(role)) is allowed


class TestClearance:
    @pytest.mark.parametrize("level", Classification.values)
    def test_is_that_of_the_user(self, level):
        assert clearance_of(officer(level)) == level

    def test_of_nobody_is_none(self):
        closed = officer()
        closed.is_active = False

        assert (clearance_of(AnonymousUser()), clearance_of(closed)) == (None, None)


@pytest.mark.django_db
class TestCleared:
    def test_keeps_what_is_within_reach(self):
        for level in Classification.values:
            organisation(code=f"c{level}", classification=level)

        def seen(viewer):
            found = Organisation.objects.filter(cleared(viewer, ""))
            return sorted(found.values_list("code", flat=True))

        assert seen(officer(PUBLIC)) == ["c0"]
        assert seen(officer(INTERNAL)) == ["c0", "c1"]
        assert seen(officer(RESTRICTED)) == ["c0", "c1", "c2"]
        assert seen(AnonymousUser()) == []

    def test_an_empty_link_hides_nothing_and_a_hidden_one_all(self):
        holder = person()
        post(holder, None, name_vi="Không nơi")
        post(holder, organisation(), name_vi="Nơi mở")
        post(holder, organisation(classification=RESTRICTED), name_vi="Nơi mật")

        found = Post.objects.filter(cleared(officer(), "person", "organisation"))

        assert sorted(found.values_list("name_vi", flat=True)) == ["Không nơi", "Nơi mở"]

    def test_either_party_hides_a_tie(self):
        one, two = organisation(), organisation()
        hidden = organisation(classification=RESTRICTED)
        seen = [relationship(one, two), relationship(country("VN"), country("KR"))]
        relationship(one, hidden)
        relationship(hidden, two)

        assert list(Relationship.objects.visible_to(officer()).order_by("pk")) == seen
