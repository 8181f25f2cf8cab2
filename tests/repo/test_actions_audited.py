"""Whatever anybody does leaves an event: every action leads to the log, under a registered name."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import textwrap
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any

import pytest
from django.apps import apps
from rules.permissions import perm_exists

import banggiao
from banggiao.accounts import records
from banggiao.audit import actions as log
from banggiao.audit import vocabulary
from banggiao.core.models import Record

SPEAKING = {log.recorded, log.record_changes}
NAMED_BY = {"recorded", "Change", "log"}
"""Calls whose first argument is the name of an action."""


def modules() -> Iterator[ModuleType]:
    """Give every module that holds actions."""
    yield records
    for found in pkgutil.walk_packages(banggiao.__path__, "banggiao."):
        parts = found.name.split(".")
        if ("actions" in parts or "bulk" in parts) and parts[1] != "audit":
            yield importlib.import_module(found.name)


def own_functions(module: ModuleType) -> dict[str, Callable[..., Any]]:
    return {
        name: inspect.unwrap(function)
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__
    }


def is_action(name: str, function: Callable[..., Any]) -> bool:
    """Whether it is public and asks who acts. What only checks a rule or a right is named so."""
    parameters = inspect.signature(function).parameters
    return "by" in parameters and not name.startswith(("_", "check_", "require_"))


ACTIONS = {
    f"{module.__name__.removeprefix('banggiao.')}.{name}": function
    for module in modules()
    for name, function in own_functions(module).items()
    if is_action(name, function)
}


def tree_of(function: Callable[..., Any]) -> ast.AST:
    return ast.parse(textwrap.dedent(inspect.getsource(function)))


def called_by(function: Callable[..., Any]) -> Iterator[Callable[..., Any]]:
    """Give the functions and methods of ours that the function mentions."""
    known = function.__globals__
    classes = [value for value in known.values() if inspect.isclass(value)]
    classes = [c for c in classes if c.__module__.startswith("banggiao")]
    for node in ast.walk(tree_of(function)):
        if isinstance(node, ast.Name):
            found = [known.get(node.id)]
        elif isinstance(node, ast.Attribute):
            found = [getattr(owner, node.attr, None) for owner in classes]
        else:
            continue
        for one in found:
            if inspect.isfunction(one) and one.__module__.startswith("banggiao"):
                yield inspect.unwrap(one)


def leads_to_the_log(function: Callable[..., Any]) -> bool:
    goals = {inspect.unwrap(goal) for goal in SPEAKING}
    seen: set[Callable[..., Any]] = set()
    frontier = {function}
    while frontier:
        if frontier & goals:
            return True
        seen |= frontier
        frontier = {one for known in frontier for one in called_by(known)} - seen
    return False


def names_used() -> set[str]:
    """Give the action names that stand in the source of the actions."""
    found = set()
    for module in modules():
        for node in ast.walk(ast.parse(inspect.getsource(module))):
            if isinstance(node, ast.Call) and node.args:
                called = getattr(node.func, "id", getattr(node.func, "attr", ""))
                first = node.args[0]
                texts = [n.value for n in ast.walk(first) if isinstance(n, ast.Constant)]
                if called in NAMED_BY and not isinstance(first, ast.JoinedStr):
                    found |= {text for text in texts if isinstance(text, str)}
    return found


def names_made() -> set[str]:
    """Give the names that setting aside and bringing back make of the model's."""
    models = [model for model in apps.get_models() if issubclass(model, Record)]
    labels = [
        model._meta.label_lower
        for model in models
        if perm_exists(f"{model._meta.app_label}.set_aside_{model._meta.model_name}")
    ]
    return {f"{label}_{done}" for label in labels for done in ("set_aside", "brought_back")}


def test_actions_are_found():
    assert {
        "accounts.records.set_aside",
        "accounts.actions.add_user",
        "partners.actions.organisations.add_organisation",
        "partners.actions.bulk.posts.import_posts",
    } <= ACTIONS.keys()


@pytest.mark.parametrize("name", ACTIONS)
def test_every_action_leads_to_the_log(name):
    assert leads_to_the_log(ACTIONS[name])


def test_every_name_in_use_is_registered():
    assert (names_used() | names_made()) - {*vocabulary.names()} == set()


def test_every_registered_name_is_in_use():
    """Written out anywhere in the actions, or beginning as a name does that is put together."""
    whole, beginnings = set(), {"-"}
    for module in modules():
        for node in ast.walk(ast.parse(inspect.getsource(module))):
            if isinstance(node, ast.Constant):
                whole.add(node.value)
            elif isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
                beginnings.add(str(node.values[0].value))
    known = {*vocabulary.names()} - names_made() - whole
    begun = {b for b in beginnings if "." in b and "_" in b}

    assert {name for name in known if not name.startswith(tuple(begun))} == set()


def test_a_function_that_does_not_log_is_caught():
    """The walk would prove nothing if it ended at the log from anywhere."""
    assert not leads_to_the_log(own_functions(records)["check_class"])
