"""Addresses of the negotiation table of a text, below the text's own."""

from django.urls import path

from banggiao.agreements.views import (
    exchange_word,
    negotiation,
    partner,
    positions,
    rounds,
    table_clause,
)

TABLE = "agreements/<slug:code>/negotiation/"
ROUND = f"{TABLE}rounds/<int:number>/"
CLAUSE = f"{TABLE}clauses/<slug:item>/"
MEETING = f"{TABLE}meeting/"

urlpatterns = [
    path(TABLE, negotiation.negotiation, name="negotiation"),
    path(f"{TABLE}open/", negotiation.open_negotiation, name="open_negotiation"),
    path(f"{TABLE}conclude/", negotiation.conclude_negotiation, name="conclude_negotiation"),
    path(f"{TABLE}break-off/", negotiation.break_off_negotiation, name="break_off_negotiation"),
    path(f"{TABLE}history/", negotiation.negotiation_history, name="negotiation_history"),
    path(f"{TABLE}rounds/", rounds.rounds, name="negotiation_rounds"),
    path(f"{TABLE}rounds/add/", rounds.add_round, name="add_round"),
    path(f"{ROUND}edit/", rounds.change_round, name="change_round"),
    path(f"{ROUND}remove/", rounds.remove_round, name="remove_round"),
    path(f"{ROUND}seats/add/", rounds.add_seat, name="add_seat"),
    path(f"{ROUND}seats/<int:seat>/remove/", rounds.remove_seat, name="remove_seat"),
    path(f"{TABLE}clauses/add/", negotiation.add_item, name="add_item"),
    path(CLAUSE, table_clause.item, name="item"),
    path(f"{CLAUSE}words/", table_clause.propose_wording, name="propose_wording"),
    path(f"{CLAUSE}agree/", table_clause.agree_words, name="agree_words"),
    path(f"{CLAUSE}mark/", table_clause.mark_item, name="mark_item"),
    path(f"{CLAUSE}strike/", table_clause.strike_item, name="strike_item"),
    path(f"{CLAUSE}split/", table_clause.split_item, name="split_item"),
    path(f"{CLAUSE}remark/", table_clause.add_remark, name="add_remark"),
    path(f"{CLAUSE}history/", table_clause.item_history, name="item_history"),
    path(f"{CLAUSE}set-aside/", table_clause.set_aside_item, name="set_aside_item"),
    path(f"{CLAUSE}bring-back/", table_clause.bring_back_item, name="bring_back_item"),
    path(f"{CLAUSE}position/", positions.open_position, name="open_position"),
    path(f"{CLAUSE}position/paper/", positions.position_on_paper, name="position_on_paper"),
    path(f"{CLAUSE}position/edit/", positions.change_position, name="change_position"),
    path(f"{CLAUSE}position/set-aside/", positions.set_aside_position, name="set_aside_position"),
    path(
        f"{CLAUSE}position/bring-back/", positions.bring_back_position, name="bring_back_position"
    ),
    path(f"{TABLE}word/", exchange_word.export_word, name="export_word"),
    path(f"{TABLE}word/read/", exchange_word.read_word, name="read_word"),
    path(MEETING, partner.meeting, name="meeting"),
    path(f"{MEETING}<slug:item>/", partner.meeting_item, name="meeting_item"),
    path(f"{MEETING}<slug:item>/words/", partner.meeting_words, name="meeting_words"),
    path(f"{MEETING}<slug:item>/do/", partner.meeting_act, name="meeting_act"),
]
