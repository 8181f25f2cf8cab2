"""The whole log, as an auditor reads it."""

from bench.pages import Page, Rows, at, bounded

_MATCHING = "FROM audit_event e WHERE e.classification <= %(clearance)s"

PAGES = (
    Page(
        "log",
        at("/log/"),
        user="auditor",
        rows=Rows(
            "SELECT e.at, e.action, e.actor_name, e.object_code, e.reason, e.classification "
            f"{_MATCHING} ORDER BY e.id DESC LIMIT 50",
            bounded(_MATCHING),
        ),
    ),
)
