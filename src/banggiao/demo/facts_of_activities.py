"""Loads the facts that `activities` keeps: series, and what took place with whom, by its sources.

All of it is public. The year's plan a row names (`plan_year`) is left out: no plan of a past year
is in the facts. Meetings of forums at which nobody recorded our presence wait for their own room.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from banggiao.accounts.actions import system_user
from banggiao.activities.actions.bulk import (
    ActivityRow,
    ParticipantRow,
    SeriesRow,
    SessionRow,
    import_activities,
    import_series,
)
from banggiao.activities.enums import ParticipantRole, Stage
from banggiao.core.dates import PartialDate, earliest_of, latest_of
from banggiao.core.enums import Classification
from banggiao.demo.reading import several, table
from banggiao.documents.actions.bulk import CitationRow, import_citations

if TYPE_CHECKING:
    from collections.abc import Iterator

    from banggiao.accounts.bulk import Imported

    Row = dict[str, str]

PUBLIC = int(Classification.PUBLIC)
STAGES = {"held": Stage.HELD, "announced": Stage.CONFIRMED}
APPROXIMATE = "headcount approximate"
"""So the note says that a number of people is not exact."""

SERIES = (
    SeriesRow(
        code="apec-actwg",
        name_vi="Cuộc họp Nhóm công tác về chống tham nhũng và bảo đảm minh bạch APEC (ACTWG)",
        name_en="Meetings of the APEC Anti-Corruption and Transparency Working Group (ACTWG)",
        name_ja="APEC腐敗対策・透明性作業部会（ACTWG）会合",
        organiser="apec-actwg",
        classification=PUBLIC,
    ),
    SeriesRow(
        code="apec-actnet",
        name_vi="Cuộc họp Mạng lưới các cơ quan phòng, chống tham nhũng và thực thi pháp luật APEC "
        "(ACT-NET)",
        name_en="Meetings of the APEC Network of Anti-Corruption Authorities and Law Enforcement "
        "Agencies (ACT-NET)",
        name_ja="APEC腐敗対策・法執行機関ネットワーク（ACT-NET）会合",
        organiser="apec-actnet",
        classification=PUBLIC,
    ),
    SeriesRow(
        code="asean-pac-secretariat",
        name_vi="Cuộc họp Ban Thư ký ASEAN-PAC",
        name_en="ASEAN-PAC Secretariat Meeting",
        name_ja="ASEAN-PAC事務局会合",
        organiser="asean-pac-secretariat",
        classification=PUBLIC,
    ),
    SeriesRow(
        code="asean-pac-principals",
        name_vi="Hội nghị người đứng đầu ASEAN-PAC",
        name_en="ASEAN-PAC Principals Meeting",
        name_ja="ASEAN-PAC首長会合",
        organiser="asean-pac",
        classification=PUBLIC,
    ),
    SeriesRow(
        code="adb-oecd-steering-group",
        name_vi="Cuộc họp Nhóm chỉ đạo Sáng kiến chống tham nhũng ADB/OECD",
        name_en="Steering group meetings of the ADB/OECD Anti-Corruption Initiative",
        name_ja="ADB/OECD腐敗対策イニシアティブ運営グループ会合",
        organiser="adb-oecd-aci",
        classification=PUBLIC,
    ),
    SeriesRow(
        code="adb-oecd-regional-conference",
        name_vi="Hội nghị khu vực của Sáng kiến chống tham nhũng ADB/OECD",
        name_en="Regional conferences of the ADB/OECD Anti-Corruption Initiative",
        name_ja="ADB/OECD腐敗対策イニシアティブ地域会議",
        organiser="adb-oecd-aci",
        classification=PUBLIC,
    ),
    SeriesRow(
        code="aoa-board",
        name_vi="Cuộc họp Hội đồng Hiệp hội Ombudsman châu Á (AOA)",
        name_en="Board meetings of the Asian Ombudsman Association (AOA)",
        name_ja="アジア・オンブズマン協会（AOA）理事会",
        organiser="aoa",
        classification=PUBLIC,
    ),
    SeriesRow(
        code="aoa-conference",
        name_vi="Hội nghị Hiệp hội Ombudsman châu Á (AOA)",
        name_en="Conferences of the Asian Ombudsman Association (AOA)",
        name_ja="アジア・オンブズマン協会（AOA）総会",
        organiser="aoa",
        classification=PUBLIC,
    ),
    SeriesRow(
        code="acrc-training-course",
        name_vi="Khóa đào tạo quốc tế của ACRC Hàn Quốc",
        name_en="International training course of ACRC Korea",
        name_ja="韓国国民権益委員会（ACRC）国際研修",
        organiser="kr-acrc",
        classification=PUBLIC,
    ),
    SeriesRow(
        code="vn-jp-local-government-workshop",
        name_vi="Hội thảo “Chính quyền địa phương Việt Nam - Nhật Bản”",
        name_en="Viet Nam - Japan local government workshop",
        name_ja="日越地方行政セミナー",
        classification=PUBLIC,
    ),
)
"""The series that `activities.csv` names by their codes. Who holds them stands where it is sure."""


def load_series() -> Imported:
    """Enter the series; those that are also mechanisms cite the sources of these."""
    loaded = import_series(SERIES, by=system_user())
    codes = {series.code for series in SERIES}
    sources = [
        CitationRow(about_type="activities.series", about_code=row["id"], document=document)
        for row in table("mechanisms")
        if row["id"] in codes
        for document in several(row["source"])
    ]
    import_citations(sources, by=system_user())
    return loaded


def load_activities() -> Imported:
    """Enter what took place or was announced, with who took part, and cite the sources."""
    rows = table("activities")
    facts = _Facts()
    loaded = import_activities([facts.row(row) for row in rows], by=system_user())
    import_citations(list(dict.fromkeys(facts.sources(rows))), by=system_user())
    return loaded


class _Facts:
    """The tables that tell of the same activities, by the activity's code."""

    def __init__(self) -> None:
        self.people = _by_activity("participations")
        self.sessions = _by_activity("sessions")
        self.meetings = _by_activity("mechanism_meetings")
        self.posts = _grouped("posts", "person_id")

    def row(self, row: Row) -> ActivityRow:
        """Put together what the tables say of one activity."""
        code, host = row["id"], row["host_id"]
        chairs = [meeting["chair_organisation_id"] for meeting in self.meetings.get(code, [])]
        return ActivityRow(
            code=code,
            kind=row["kind"],
            mode=row["mode"],
            name_vi=row["title_vi"],
            name_en=row["title_en"],
            start=row["start"],
            end=row["end"],
            country=row["country"],
            place=row["city"],
            series=row["series"],
            edition=_number(row["edition"]),
            headcount=_number(row["headcount"]),
            headcount_is_about=APPROXIMATE in row["note"],
            remark=row["note"],
            classification=PUBLIC,
            stage=STAGES[row["status"]],
            host=host,
            partners=[code for code in several(row["partner_ids"]) if code != host],
            chairs=[code for code in chairs if code],
            participants=list(self._participants(row)),
            topics=several(row["topics"]),
            instruments=several(row["instrument_ids"]),
            programme=[
                SessionRow(
                    title=session["title"],
                    speaker=session["speaker_person_id"],
                    remark=session["note"],
                )
                for session in sorted(
                    self.sessions.get(code, []), key=lambda session: int(session["order"])
                )
            ],
        )

    def _participants(self, row: Row) -> Iterator[ParticipantRow]:
        """Give those named in the table of participations, and the head where it has none."""
        named = self.people.get(row["id"], [])
        head = row["head_person_id"]
        if head and not any(one["person_id"] == head and one["role"] == "head" for one in named):
            printed = (one["title_as_printed"] for one in named if one["person_id"] == head)
            title = next(filter(None, printed), "")
            yield self._participant(row, head, ParticipantRole.HEAD, title)
        for one in named:
            yield self._participant(
                row, one["person_id"], one["role"], one["title_as_printed"], one["note"]
            )

    def _participant(
        self, row: Row, person: str, role: str, title: str, note: str = ""
    ) -> ParticipantRow:
        """Name a person; title and body come from a post that a source shows in these days."""
        known, body = self._post(row, person)
        return ParticipantRow(
            person=person, role=role, title=title or known, organisation=body, remark=note
        )

    def _post(self, row: Row, person: str) -> tuple[str, str]:
        """Give title and body that a source shows on a day of the activity, if it is one post."""
        start, end = _date(row["start"]), _date(row["end"])
        first, last = earliest_of(start or end), latest_of(end or start)
        if first is None or last is None:
            return "", ""
        shown = [
            post
            for post in self.posts.get(person, [])
            if (day := _date(post["known_at"])) and day.lies_in(first, last)
        ]
        bodies = {post["organisation_id"] for post in shown}
        titles = {post["title_vi"] or post["title_en"] for post in shown}
        return (
            titles.pop() if len(titles) == 1 else "",
            bodies.pop() if len(bodies) == 1 else "",
        )

    def sources(self, rows: list[Row]) -> Iterator[CitationRow]:
        """Cite every source of an activity, of its participations, sessions and meetings."""
        for row in rows:
            code = row["id"]
            told = [row["source"], row["paper_ids"]]
            for tables in (self.people, self.sessions, self.meetings):
                told += [part["source"] for part in tables.get(code, [])]
            for document in dict.fromkeys(one for cell in told for one in several(cell)):
                yield CitationRow(
                    about_type="activities.activity", about_code=code, document=document
                )


def _by_activity(name: str) -> dict[str, list[Row]]:
    return _grouped(name, "activity_id")


def _grouped(name: str, column: str) -> dict[str, list[Row]]:
    groups: dict[str, list[Row]] = {}
    for row in table(name):
        groups.setdefault(row[column], []).append(row)
    return groups


def _number(cell: str) -> int | None:
    return int(cell) if cell else None


def _date(cell: str) -> PartialDate | None:
    return PartialDate.parse(cell) if cell else None
