"""Addresses of consultations: by their code, bodies by theirs, their points by number."""

from django.urls import path

from banggiao.agreements.views import consultations, opinions, slips

ONE = "consultations/<slug:code>/"
BODY = f"{ONE}bodies/<slug:body>/"
POINT = f"{BODY}points/<int:number>/"

urlpatterns = [
    path("consultations/", consultations.consultations, name="consultations"),
    path(
        "agreements/<slug:code>/consultations/",
        consultations.consultations_on,
        name="consultations_on",
    ),
    path(
        "agreements/<slug:code>/consultations/add/",
        consultations.send_consultation,
        name="send_consultation",
    ),
    path(ONE, consultations.consultation, name="consultation"),
    path(f"{ONE}table.docx", consultations.table_of_opinions, name="table_of_opinions"),
    path(f"{ONE}history/", consultations.consultation_history, name="consultation_history"),
    path(f"{ONE}edit/", consultations.change_consultation, name="change_consultation"),
    path(f"{ONE}close/", consultations.close_consultation, name="close_consultation"),
    path(f"{ONE}reopen/", consultations.reopen_consultation, name="reopen_consultation"),
    path(f"{ONE}set-aside/", consultations.set_aside_consultation, name="set_aside_consultation"),
    path(
        f"{ONE}bring-back/", consultations.bring_back_consultation, name="bring_back_consultation"
    ),
    path(f"{ONE}bodies/add/", slips.add_slip, name="add_slip"),
    path(f"{BODY}answer/", slips.record_answer, name="record_answer"),
    path(f"{BODY}remind/", slips.remind, name="remind"),
    path(f"{BODY}remove/", slips.remove_slip, name="remove_slip"),
    path(f"{BODY}take-back/", slips.take_back_answer, name="take_back_answer"),
    path(f"{BODY}points/add/", opinions.add_opinion, name="add_opinion"),
    path(f"{POINT}edit/", opinions.change_opinion, name="change_opinion"),
    path(f"{POINT}decide/", opinions.respond, name="respond"),
    path(f"{POINT}remove/", opinions.remove_opinion, name="remove_opinion"),
]
