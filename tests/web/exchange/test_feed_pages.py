"""Pages of calendar links: where one subscribes, the link shown once, one's own, everybody's."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import urlencode

import pytest
from django.urls import reverse

from banggiao.accounts.enums import Role
from banggiao.exchange.actions.feeds import revoke_feed
from banggiao.exchange.enums import FeedKind
from banggiao.exchange.models import Feed
from banggiao.exchange.queries.feeds import open_feed
from tests.factories.accounts import make_user
from tests.factories.activities import activity
from tests.factories.duties import duty, own_body
from tests.factories.feeds import feed, owner
from tests.factories.partners import INTERNAL, PUBLIC, RESTRICTED, organisation, person

pytestmark = pytest.mark.django_db
ADD = "/calendar-links/add/"
TOKEN = re.compile(r'value="http://127\.0\.0\.1:8000/feeds/([\w-]+)\.ics"')


@pytest.fixture
def me():
    return owner(INTERNAL)


@pytest.fixture
def mine(client, sign_in, me):
    return sign_in(client, me)


def hrefs(page, words: str) -> list[str]:
    """Give the addresses of the links with these words."""
    found = re.findall(r'<a [^>]*?href="([^"]+)"[^>]*>\s*([^<]+?)\s*<', page.content.decode())
    return [unescape(url) for url, text in found if text == words]


class TestSubscribing:
    @pytest.mark.parametrize("what", ["", "?what=mine", "?what=all"])
    def test_a_link_is_made_shown_once_and_opens_the_calendar(self, mine, sound, what):
        page = mine.get(f"{ADD}{what}")
        assert "whoever has it reads the calendar without signing in" in sound(page)

        shown = mine.post(f"{ADD}{what}", {"name": "Lịch của tôi", "classification": "1"})

        (token,) = TOKEN.findall(sound(shown))
        assert "no-store" in shown["Cache-Control"]
        record = Feed.objects.get()
        assert open_feed(token) == record
        assert record.kind == (what.partition("=")[2] or FeedKind.MINE)
        assert f'href="webcal://127.0.0.1:8000/feeds/{token}.ics"' in shown.content.decode()
        assert "data:image/svg+xml;base64," in shown.content.decode()
        after = mine.get(record.get_absolute_url())
        assert token not in sound(after)

    def test_over_https_the_device_opens_it_safely_too(self, mine, settings):
        settings.BASE_URL = "https://register.example.vn"

        shown = mine.post(ADD, {"name": "x", "classification": "1"}).content.decode()

        assert 'href="webcals://register.example.vn/feeds/' in shown
        assert "http://" not in shown

    def test_the_lowest_useful_class_is_offered_and_none_above_ones_own(self, mine):
        form = mine.get(f"{ADD}?what=all").context["form"]

        assert form.initial["classification"] == INTERNAL
        assert [value for value, _label in form.fields["classification"].choices] == [
            PUBLIC,
            INTERNAL,
        ]
        refused = mine.post(f"{ADD}?what=all", {"name": "x", "classification": str(RESTRICTED)})
        assert refused.status_code == 422
        assert not Feed.objects.exists()

    def test_a_link_about_a_restricted_partner_has_its_class(self, client, sign_in):
        hidden = organisation("Cơ quan kín", code="kin", classification=RESTRICTED)
        sign_in(client, owner(RESTRICTED))

        page = client.get(f"{ADD}?what=partner&partner={hidden.code}")

        form = page.context["form"]
        assert [value for value, _label in form.fields["classification"].choices] == [RESTRICTED]
        assert form.initial["name"] == "Cơ quan kín"

    @pytest.mark.parametrize(
        "query",
        [
            "what=nonsense",
            "what=partner",
            "what=all&partner=moj",
            "what=partner&partner=kin",
            "what=activities&list=partner%3Dkin",
            "what=duties&list=kind%3Dnonsense",
        ],
    )
    def test_what_is_not_there_for_the_reader_cannot_be_subscribed_to(self, mine, query):
        organisation("Bộ Tư pháp", code="moj")
        organisation("Cơ quan kín", code="kin", classification=RESTRICTED)

        assert mine.get(f"{ADD}?{query}").status_code == 404

    def test_the_name_and_the_class_are_asked_for(self, mine, sound):
        refused = mine.post(ADD, {"name": "", "classification": ""})

        assert refused.status_code == 422
        sound(refused)

    def test_a_refusal_stands_on_the_form(self, mine, monkeypatch, sound):
        monkeypatch.setattr("banggiao.exchange.actions.feeds.MOST_LINKS", 0)

        refused = mine.post(ADD, {"name": "x", "classification": "1"})

        assert refused.status_code == 422
        assert "Revoke one that you do not use" in sound(refused)


class TestWays:
    """The buttons that lead here, on the pages of other rooms."""

    def test_from_the_calendar(self, mine):
        assert hrefs(mine.get("/calendar/"), "Subscribe") == [f"{ADD}?what=all"]

    def test_from_the_list_of_activities_with_its_filter(self, mine):
        activity("Họp", start="2026-03-10")

        (url,) = hrefs(mine.get("/activities/?year=2026&sort=name"), "Subscribe in a calendar")
        page = mine.get(url)

        assert page.context["form"].initial["name"] == "Activities · Year: 2026"
        mine.post(url, {"name": "x", "classification": "1"})
        assert (Feed.objects.get().kind, Feed.objects.get().filter) == ("activities", "year=2026")

    def test_from_the_list_of_duties(self, mine):
        duty("Việc")

        (url,) = hrefs(mine.get("/duties/?side=ours"), "Subscribe in a calendar")

        mine.post(url, {"name": "x", "classification": "1"})
        assert (Feed.objects.get().kind, Feed.objects.get().filter) == ("duties", "side=ours")

    @pytest.mark.parametrize("room", ["activities", "duties"])
    def test_from_what_there_is_with_a_partner(self, mine, room):
        partner = organisation("Bộ Tư pháp", code="moj")
        activity("Họp", host=own_body(), partners=[partner], start="2026-03-10")
        duty("Việc", beneficiaries=[partner])

        (url,) = hrefs(mine.get(f"/partners/moj/{room}/"), "Subscribe in a calendar")
        mine.post(url, {"name": "x", "classification": "1"})

        assert (Feed.objects.get().kind, Feed.objects.get().organisation) == (room, partner)

    def test_from_the_page_of_a_partner(self, mine):
        organisation("Bộ Tư pháp", code="moj")

        (url,) = hrefs(mine.get("/partners/moj/"), "Subscribe in a calendar")

        assert url == f"{ADD}?{urlencode({'what': 'partner', 'partner': 'moj'})}"
        assert mine.get(url).context["form"].initial["name"] == "Bộ Tư pháp"

    def test_from_ones_own_menu_and_from_the_search_box(self, mine):
        assert "/calendar-links/" in hrefs(mine.get("/"), "My calendar links")
        assert "/calendar-links/" in mine.get("/search/?q=calendar+links").content.decode()

    def test_other_lists_have_none(self, mine):
        person("Nguyễn Văn A1")

        assert hrefs(mine.get("/people/"), "Subscribe in a calendar") == []


class TestOwn:
    def test_one_sees_ones_own_links_and_those_of_nobody_else(self, mine, me, sound):
        feed(me, name="Của tôi")
        feed(owner(), name="Của người khác")

        text = sound(mine.get("/calendar-links/"))

        assert "Của tôi" in text
        assert "Của người khác" not in text

    def test_without_any_the_next_step_is_said(self, mine, sound):
        assert "No link yet" in sound(mine.get("/calendar-links/"))

    def test_the_page_of_a_link_says_what_is_in_it_and_what_is_not(self, mine, me, sound):
        activity("Họp", start="2026-03-10")
        activity("Không ngày", start="")
        activity("Trong năm", start="2026")
        record = feed(me, FeedKind.ACTIVITIES, filter="year=2026").feed
        every = feed(me).feed

        text = sound(mine.get(record.get_absolute_url()))
        whole = mine.get(every.get_absolute_url()).context["facts"]

        assert "Year: 2026" in text
        assert {"label": "Not in it", "value": "2"}.items() <= whole[-1].items()

    def test_the_page_of_a_link_whose_partner_is_hidden_now_names_nothing(self, mine, me, sound):
        partner = organisation("Bộ Tư pháp")
        record = feed(me, FeedKind.PARTNER, organisation=partner, name="Lịch").feed
        partner.classification = RESTRICTED
        partner.save()

        text = sound(mine.get(record.get_absolute_url()))

        assert "Bộ Tư pháp" not in text
        assert "is not there for you any more" in text

    def test_a_lowered_clearance_is_said(self, client, sign_in, sound):
        me = owner(RESTRICTED)
        record = feed(me, classification=RESTRICTED).feed
        me.clearance = INTERNAL
        me.save()

        assert "cleared for internal" in sound(sign_in(client, me).get(record.get_absolute_url()))

    def test_renewing_asks_first_then_shows_the_new_link_once(self, mine, me, sound):
        old = feed(me)
        url = f"{old.feed.get_absolute_url()}renew/"
        assert "stops at once" in sound(mine.get(url))
        assert open_feed(old.token)

        (token,) = TOKEN.findall(sound(mine.post(url)))

        assert open_feed(token) == old.feed
        assert open_feed(old.token) is None

    def test_revoking_asks_first_and_leads_back(self, mine, me, sound):
        made = feed(me)
        url = f"{made.feed.get_absolute_url()}revoke/"
        sound(mine.get(url))

        answer = mine.post(url)

        assert (answer.status_code, answer["Location"]) == (303, "/calendar-links/")
        assert open_feed(made.token) is None
        page = sound(mine.get(made.feed.get_absolute_url()))
        assert "Delete the calendar on your phone too" in page

    @pytest.mark.parametrize("page", ["", "renew/", "revoke/"])
    @pytest.mark.parametrize("role", [r for r in Role if r != Role.ADMINISTRATOR])
    def test_the_link_of_another_is_not_there(self, client, sign_in, role, page):
        made = feed(owner())
        sign_in(client, make_user(role))

        url = f"{made.feed.get_absolute_url()}{page}"

        assert client.get(url).status_code == 404
        assert client.post(url).status_code == 404
        assert open_feed(made.token)


class TestEverybodys:
    @pytest.fixture
    def keeper(self, client, sign_in):
        return sign_in(client, make_user("administrator", INTERNAL))

    def test_administrators_see_whose_when_read_and_how_it_stands(self, keeper, sound):
        feed(owner(full_name="Nguyễn Văn A1"), name="Lịch thường")
        feed(owner(RESTRICTED), name="Lịch với Cơ quan kín", classification=RESTRICTED)

        text = sound(keeper.get("/calendar-links/all/"))

        assert "Nguyễn Văn A1" in text
        assert "Lịch thường" in text
        assert "Cơ quan kín" not in text
        assert "name not shown" in text
        exported = b"".join(keeper.get("/calendar-links/all/?export=csv")).decode()
        assert "Lịch thường" in exported
        assert "Cơ quan kín" not in exported
        assert "<html" not in exported

    def test_the_list_is_narrowed_by_owner_and_state(self, keeper):
        me = owner(full_name="Nguyễn Văn A1")
        feed(me, name="Đang dùng")
        revoke_feed(feed(me, name="Đã thu hồi").feed, by=me)
        feed(owner(full_name="Trần Thị B2"), name="Khác")

        def names(query: str) -> set[str]:
            rows = keeper.get(f"/calendar-links/all/?{query}").context["table"].records
            return {row.name for row in rows}

        assert names("q=nguyen") == {"Đang dùng", "Đã thu hồi"}
        assert names("state=open") == {"Đang dùng", "Khác"}
        assert names("state=revoked") == {"Đã thu hồi"}

    def test_administrators_revoke_with_a_reason(self, keeper, sound):
        made = feed(owner(RESTRICTED), name="Lịch kín", classification=RESTRICTED)
        url = f"{made.feed.get_absolute_url()}revoke/"
        assert "Lịch kín" not in sound(keeper.get(url))

        assert keeper.post(url, {"reason": ""}).status_code == 422
        answer = keeper.post(url, {"reason": "Mất điện thoại"})

        assert answer["Location"] == "/calendar-links/all/"
        assert open_feed(made.token) is None

    @pytest.mark.parametrize("role", [r for r in Role if r != Role.ADMINISTRATOR])
    def test_nobody_else_sees_them(self, client, sign_in, role):
        sign_in(client, make_user(role))

        assert client.get("/calendar-links/all/").status_code == 403
        assert "/calendar-links/all/" not in client.get("/calendar-links/").content.decode()


class TestFiles:
    def test_the_page_of_an_activity_offers_its_file(self, mine):
        activity("Họp", code="hop", start="2026-03-10")

        (url,) = hrefs(mine.get("/activities/hop/"), "Calendar file")
        answer = mine.get(url)

        assert answer["Content-Disposition"] == 'attachment; filename="hop.ics"'
        assert "SUMMARY:Họp" in answer.content.decode()

    def test_without_a_day_there_is_neither_offer_nor_file(self, mine):
        activity("Họp", code="hop", start="2026")

        assert hrefs(mine.get("/activities/hop/"), "Calendar file") == []
        assert mine.get("/activities/hop/calendar.ics").status_code == 404

    def test_the_page_of_a_duty_offers_its_file(self, mine):
        duty("Việc", code="viec", due="2026-03")

        (url,) = hrefs(mine.get("/duties/viec/"), "Calendar file")

        assert "Due March 2026: Việc" in mine.get(url).content.decode()

    def test_the_page_of_a_person_offers_a_contact(self, mine):
        person("Nguyễn Văn A1", code="a1")

        (url,) = hrefs(mine.get("/people/a1/"), "Contact file")
        answer = mine.get(url)

        assert answer["Content-Type"] == "text/vcard; charset=utf-8"
        assert "FN:Nguyễn Văn A1" in answer.content.decode()

    def test_personal_details_are_offered_to_those_who_may_see_them(self, client, sign_in):
        from banggiao.partners.actions.people import keep_personal_details
        from tests.factories.partners import writer

        holder = person("Nguyễn Văn A1", code="a1")
        keep_personal_details(holder, by=writer(), email="a1@example.vn")
        words = "Contact file with e-mail and telephone"

        sign_in(client, make_user("leader"))
        assert hrefs(client.get("/people/a1/"), words) == []
        assert client.get("/people/a1/contact.vcf?details=1").status_code == 403
        assert "a1@example.vn" not in client.get("/people/a1/contact.vcf").content.decode()
        sign_in(client, make_user("clerk"))
        (url,) = hrefs(client.get("/people/a1/"), words)
        assert "EMAIL;TYPE=work:a1@example.vn" in client.get(url).content.decode()

    @pytest.mark.parametrize(
        "address",
        [
            "/activities/kin/calendar.ics",
            "/duties/kin/calendar.ics",
            "/people/kin/contact.vcf",
            "/people/kin/contact.vcf?details=1",
            "/people/kin/posts/1/contact.vcf",
            "/partners/kin/contact.vcf",
        ],
    )
    def test_what_is_hidden_has_no_file(self, client, sign_in, address):
        from tests.factories.partners import post

        hidden = {"code": "kin", "classification": RESTRICTED}
        activity(**hidden, start="2026-03-10")
        duty(**hidden, due="2026-03-10")
        post(person(**hidden), organisation(**hidden))

        assert sign_in(client, owner(INTERNAL)).get(address).status_code == 404
        assert sign_in(client, make_user("head", RESTRICTED)).get(address).status_code == 200

    def test_nobody_gets_a_file_without_sign_in(self, client):
        person(code="a1")

        answer = client.get(reverse("exchange:person_contact", args=["a1"]))

        assert answer.status_code == 302
