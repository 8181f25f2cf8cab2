import hashlib

from django.db import migrations


def code_of(citation):
    document = citation.document.code if citation.document else ""
    said = (citation.about_type, citation.about_code, document, citation.told_by)
    text = "\0".join((*said, str(citation.told_on or ""), citation.place, citation.remark))
    return hashlib.sha256(text.encode()).hexdigest()[:20]


def fill(apps, schema_editor):
    Citation = apps.get_model("documents", "Citation")
    Citation.objects.filter(document__isnull=False).update(
        told_on="", told_on_earliest=None, told_on_latest=None
    )
    met = set()
    for citation in Citation.objects.select_related("document").order_by("pk").iterator():
        code = code_of(citation)
        if code in met:
            citation.delete()  # says word for word what another says
        else:
            met.add(code)
            Citation.objects.filter(pk=citation.pk).update(code=code)


class Migration(migrations.Migration):
    dependencies = [("documents", "0002_citation_code")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
