"""Addresses of this room. A record's address holds its public code, never a database key."""

from django.urls import path

from banggiao.agreements import urls_consultations, urls_negotiation, urls_path, urls_versions
from banggiao.agreements.views import acts, instruments, lists, papers, parts, watches

app_name = "agreements"
TEXT = "agreements/<slug:code>/"

urlpatterns = [
    path("agreements/", lists.instruments, name="instruments"),
    path("agreements/watches/", watches.watches, name="watches"),
    path("agreements/register/", papers.register, name="register"),
    path("agreements/add/", instruments.add_instrument, name="add_instrument"),
    path("partners/<slug:code>/agreements/", lists.of_partner, name="of_partner"),
    path(TEXT, instruments.instrument, name="instrument"),
    path(f"{TEXT}duties/", instruments.duties, name="duties"),
    path(f"{TEXT}history/", instruments.instrument_history, name="instrument_history"),
    path(f"{TEXT}edit/", instruments.change_instrument, name="change_instrument"),
    path(f"{TEXT}set-aside/", instruments.set_aside_instrument, name="set_aside_instrument"),
    path(f"{TEXT}bring-back/", instruments.bring_back_instrument, name="bring_back_instrument"),
    path(f"{TEXT}status/", instruments.declare_status, name="declare_status"),
    path(f"{TEXT}status/withdraw/", instruments.withdraw_declaration, name="withdraw_declaration"),
    path(f"{TEXT}before/", instruments.link_predecessor, name="link_predecessor"),
    path(f"{TEXT}next/", instruments.prepare_successor, name="prepare_successor"),
    path(f"{TEXT}before/remove/", instruments.unlink_predecessor, name="unlink_predecessor"),
    path(f"{TEXT}parties/add/", parts.add_party, name="add_party"),
    path(f"{TEXT}parties/<slug:party>/remove/", parts.remove_party, name="remove_party"),
    path(f"{TEXT}signatories/add/", parts.add_signatory, name="add_signatory"),
    path(f"{TEXT}signatories/<int:number>/edit/", parts.change_signatory, name="change_signatory"),
    path(
        f"{TEXT}signatories/<int:number>/remove/", parts.remove_signatory, name="remove_signatory"
    ),
    path(f"{TEXT}acts/<slug:deed>/add/", acts.record_act, name="record_act"),
    path(f"{TEXT}acts/<slug:act>/edit/", acts.correct_act, name="correct_act"),
    path(f"{TEXT}acts/<slug:act>/remove/", acts.remove_act, name="remove_act"),
    *urls_consultations.urlpatterns,
    *urls_negotiation.urlpatterns,
    *urls_path.urlpatterns,
    *urls_versions.urlpatterns,
]
