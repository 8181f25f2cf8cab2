"""The full-text index behind the search box.

SQLite: an FTS5 table over the entries, kept in step by triggers. A later migration that rebuilds
`core_searchentry` on SQLite drops its triggers and must make them again.
PostgreSQL: a generated tsvector column with a GIN index.
"""

from django.db import migrations

SQLITE = [
    """CREATE VIRTUAL TABLE core_searchentry_words USING fts5(
        names, text, content='core_searchentry', content_rowid='id',
        tokenize='unicode61 remove_diacritics 0', prefix='1 2 3')""",
    """CREATE TRIGGER core_searchentry_added AFTER INSERT ON core_searchentry BEGIN
        INSERT INTO core_searchentry_words(rowid, names, text)
        VALUES (new.id, new.names, new.text); END""",
    """CREATE TRIGGER core_searchentry_removed AFTER DELETE ON core_searchentry BEGIN
        INSERT INTO core_searchentry_words(core_searchentry_words, rowid, names, text)
        VALUES ('delete', old.id, old.names, old.text); END""",
    """CREATE TRIGGER core_searchentry_changed AFTER UPDATE ON core_searchentry BEGIN
        INSERT INTO core_searchentry_words(core_searchentry_words, rowid, names, text)
        VALUES ('delete', old.id, old.names, old.text);
        INSERT INTO core_searchentry_words(rowid, names, text)
        VALUES (new.id, new.names, new.text); END""",
]
POSTGRESQL = [
    """ALTER TABLE core_searchentry ADD COLUMN words tsvector
        GENERATED ALWAYS AS (to_tsvector('simple', names || ' ' || text)) STORED""",
    "CREATE INDEX core_searchentry_words ON core_searchentry USING gin (words)",
    # The newest first and the undated last. SQLite reads core_searchentry_recent in that order.
    """CREATE INDEX core_searchentry_newest ON core_searchentry ("on" DESC NULLS LAST, id DESC)""",
]


def make_index(apps, editor):
    """Make the index of the database in use."""
    for sql in POSTGRESQL if editor.connection.vendor == "postgresql" else SQLITE:
        editor.execute(sql)


class Migration(migrations.Migration):
    dependencies = [("core", "0001_initial")]
    operations = [migrations.RunPython(make_index, migrations.RunPython.noop)]
