"""`banggiao worker`: do what pages leave for later, such as making papers."""

from __future__ import annotations

import logging
import time
from argparse import ArgumentParser
from typing import TYPE_CHECKING, Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import OperationalError
from django.tasks import DEFAULT_TASK_BACKEND_ALIAS
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.utils import is_locked_database_exception

from banggiao.config import serving
from banggiao.config.folder import in_use
from banggiao.core.errors import Refused
from banggiao.exchange.actions.imports import resume_interrupted

if TYPE_CHECKING:
    from django_tasks_db.models import DBTaskResult

KEPT_DAYS = 14
"""How long a finished task stays in the database: nobody looks for it later."""


class SteadyWorker(Worker):
    """A worker that outlasts a database that is locked for a while, and clears up behind itself."""

    def run(self) -> None:
        """Do tasks until somebody stops us."""
        while self.running:
            try:
                super().run()
            except OperationalError as error:
                if not is_locked_database_exception(error):
                    raise
                time.sleep(self.interval)
            else:
                return

    def run_task(self, db_task_result: DBTaskResult[Any, Any]) -> None:
        """Do one task, then forget those finished long ago."""
        super().run_task(db_task_result)
        call_command("prune_db_task_results", min_age_days=KEPT_DAYS, queue_name="*", verbosity=0)


class Command(BaseCommand):
    help = (
        "Do what pages leave for later, such as making papers. `banggiao serve` starts one by "
        "itself; more may run on other machines. Stop with Ctrl-C."
    )
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="do what is waiting now, then end")

    def handle(self, *, once: bool, **_options: Any) -> None:
        if not serving.needs_worker():
            raise Refused(
                "no_worker_needed",
                "BANGGIAO_TASKS names no database: there is nothing for a worker to do.",
            )
        serving.refuse_unmigrated()
        resume_interrupted()
        worker = SteadyWorker(
            queue_names=["*"],
            interval=1,
            batch=once,
            backend_name=DEFAULT_TASK_BACKEND_ALIAS,
            startup_delay=False,
            max_tasks=None,
            worker_id=get_random_string(32),
            excluded_queue_names=[],
        )
        # It would tell of every stop by the server it stands beside.
        logging.getLogger("django_tasks_db").setLevel(logging.ERROR)
        with in_use():
            worker.configure_signals()
            worker.run()
