"""Sends the whole list of activities as a file. A program: `python -m bench.exporting csv`.

A process of its own, so that its peak of memory is that of the export: pages that were shown before
would have left theirs.
"""

from __future__ import annotations

import gc
import json
import resource
import sys
import time

import django

FORMS = ("csv", "xlsx")
USER = "head"
MEGABYTE = 1024
"""Kilobytes, in which the system counts a process's peak."""


def send(form: str) -> tuple[float, float]:
    """Ask for the file and read it to its end, as a browser does. Gives seconds and megabytes."""
    from django.conf import settings  # noqa: PLC0415  # app ready
    from django.test import Client  # noqa: PLC0415  # app ready

    from banggiao.accounts.models import User  # noqa: PLC0415  # app ready

    client = Client(headers={"host": "127.0.0.1"})
    user = User.objects.get(username=USER)
    client.force_login(user, str(settings.AUTHENTICATION_BACKENDS[-1]))
    client.get("/activities/")  # the first page of a process pays for what all later ones share
    gc.freeze()  # as the server does before it begins to answer
    began = time.perf_counter()
    answer = client.get(f"/activities/?export={form}")
    sent = sum(len(chunk) for chunk in answer)
    took = time.perf_counter() - began
    if answer.status_code != 200 or not sent:
        raise RuntimeError(f"The list as .{form} was answered with {answer.status_code}.")
    return took, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MEGABYTE


if __name__ == "__main__":
    django.setup()
    sys.stdout.write(json.dumps(send(sys.argv[1])) + "\n")
