"""Who may open which address: every one of them, for every role, in one table.

The table is the answer to GET. 200 opens, 302 leads elsewhere (most often to sign-in), 403 says
that the role does not reach, 404 that there is nothing (or nothing one may know of), 405 that the
address takes POST only. Everybody here sees what is internal; `hidden` records are restricted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from banggiao.accounts.enums import Role
from banggiao.accounts.models import User
from banggiao.activities.actions.outcomes import add_result
from banggiao.activities.actions.programme import add_item
from banggiao.agreements.actions.instruments import add_signatory
from banggiao.agreements.actions.negotiation import open_negotiation
from banggiao.agreements.actions.path import record_step
from banggiao.agreements.actions.rounds import add_round, add_seat
from banggiao.agreements.models import Instrument, PathStep
from banggiao.documents.models import Citation
from banggiao.exchange.models import Import
from banggiao.partners.actions.organisations import record_succession
from banggiao.partners.models import OfficeTitle
from banggiao.reports.actions.papers import make
from tests.factories.accounts import make_user
from tests.factories.activities import activity, participant, point, series
from tests.factories.agreements import instrument
from tests.factories.consultations import answered, consultation, opinion
from tests.factories.deadlines import calendar
from tests.factories.documents import document, source, version
from tests.factories.duties import duty
from tests.factories.feeds import feed
from tests.factories.figures import stated
from tests.factories.negotiation import draft
from tests.factories.partners import (
    RESTRICTED,
    country,
    milestone,
    note,
    organisation,
    person,
    post,
    relationship,
    writer,
)
from tests.factories.plans import approved, line, plan, postponed
from tests.factories.reports import issued, report
from tests.factories.spreadsheets import bring, log, visit

pytestmark = pytest.mark.django_db

ROLES = [role.value for role in Role]
TABLE = """
#                                 nobody  officer head leader contributor clerk auditor admin
desk:home                         302     200     200  200    200         200   200     200
desk:calendar                     302     200     200  200    200         200   200     200
desk:search                       302     200     200  200    200         200   200     200
desk:options                      302     200     200  200    200         200   200     200
desk:language                     405     405     405  405    405         405   405     405
exchange:read_feed                404     404     404  404    404         404   404     404
exchange:feeds                    302     200     200  200    200         200   200     200
exchange:add_feed                 302     200     200  200    200         200   200     200
exchange:all_feeds                302     403     403  403    403         403   403     200
exchange:feed                     302     404     404  404    404         404   404     404
exchange:renew_feed               302     404     404  404    404         404   404     404
exchange:revoke_feed              302     404     404  404    404         404   404     200
exchange:activity_calendar        302     200     200  200    200         200   200     200
exchange:duty_calendar            302     200     200  200    200         200   200     200
exchange:person_contact           302     200     200  200    200         200   200     200
exchange:post_contact             302     200     200  200    200         200   200     200
exchange:organisation_contact     302     200     200  200    200         200   200     200
exchange:paste_lines              302     303     303  403    403         403   403     403
exchange:paste_lines_done         302     404     404  403    403         403   403     403
exchange:take_back_paste_lines    302     404     404  403    403         403   403     403
exchange:paste_participants       302     200     200  403    403         403   403     403
exchange:paste_participants_done  302     404     404  403    403         403   403     403
exchange:take_back_paste_participants 302  404     404  403    403         403   403     403
exchange:paste_partners           302     200     200  403    403         403   403     403
exchange:paste_partners_done      302     404     404  403    403         403   403     403
exchange:take_back_paste_partners 302     404     404  403    403         403   403     403
exchange:imports                  302     200     200  200    200         200   200     200
exchange:add_import               302     200     200  403    403         403   403     403
exchange:import                   302     404     200  404    404         404   404     404
exchange:import_progress          302     404     303  404    404         404   404     404
exchange:read_import_again        302     404     303  404    404         404   404     404
exchange:confirm_import           302     404     303  404    404         404   404     404
exchange:drop_import              302     404     403  404    404         404   404     404
exchange:take_back_import         302     404     200  404    404         404   404     404
exchange:import_columns           302     404     403  404    404         404   404     404
exchange:answer_import            302     404     303  404    404         404   404     404
exchange:fill_import              302     404     303  404    404         404   404     404
exchange:import_row               302     404     200  404    404         404   404     404
exchange:correct_import_cell      302     404     405  404    404         404   404     404
exchange:decide_import_row        302     404     405  404    404         404   404     404
activities:activities             302     200     200  200    200         200   200     200
activities:add_activity           302     200     200  403    403         403   403     403
activities:of_partner             302     200     200  200    200         200   200     200
activities:activity               302     200     200  200    200         200   200     200
activities:history                302     200     200  200    200         200   200     200
activities:change_activity        302     200     200  403    403         403   403     403
activities:set_aside              302     200     200  403    403         403   403     403
activities:bring_back             302     200     200  403    403         403   403     403
activities:confirm                302     200     200  403    403         403   403     403
activities:start                  302     200     200  403    403         403   403     403
activities:finish                 302     200     200  403    403         403   403     403
activities:postpone               302     200     200  403    403         403   403     403
activities:resume                 302     200     200  403    403         403   403     403
activities:move_online            302     200     200  403    403         403   403     403
activities:cancel                 302     200     200  403    403         403   403     403
activities:take_back              302     200     200  403    403         403   403     403
activities:add_party              302     200     200  403    403         403   403     403
activities:remove_party           302     200     200  403    403         403   403     403
activities:add_participant        302     200     200  403    403         403   403     403
activities:add_participants       302     200     200  403    403         403   403     403
activities:change_participant     302     200     200  403    403         403   403     403
activities:remove_participant     302     200     200  403    403         403   403     403
activities:programme              302     200     200  200    200         200   200     200
activities:add_item               302     200     200  403    403         403   403     403
activities:change_item            302     200     200  403    403         403   403     403
activities:remove_item            302     200     200  403    403         403   403     403
activities:move_item              302     405     405  403    403         403   403     403
activities:add_result             302     200     200  403    403         403   403     403
activities:change_result          302     200     200  403    403         403   403     403
activities:remove_result          302     200     200  403    403         403   403     403
activities:add_point              302     200     200  403    403         403   403     403
activities:change_point           302     200     200  403    403         403   403     403
activities:remove_point           302     200     200  403    403         403   403     403
activities:make_duty              302     200     200  403    403         403   403     403
activities:free_point             302     200     200  403    403         403   403     403
activities:all_series             302     200     200  200    200         200   200     200
activities:log                    302     200     200  200    200         200   200     200
activities:add_series             302     200     200  403    403         403   403     403
activities:series                 302     200     200  200    200         200   200     200
activities:series_history         302     200     200  200    200         200   200     200
activities:change_series          302     200     200  403    403         403   403     403
activities:series_set_aside       302     200     200  403    403         403   403     403
activities:series_bring_back      302     200     200  403    403         403   403     403
reports:figures                   302     200     200  200    200         200   200     200
reports:figure                    302     200     200  200    200         200   200     200
reports:periods                   302     200     200  200    200         200   200     200
reports:change_period             302     403     200  403    403         403   403     200
reports:stated_figures            302     200     200  200    200         200   200     200
reports:add_stated                302     200     200  403    403         403   403     403
reports:stated                    302     200     200  200    200         200   200     200
reports:stated_history            302     200     200  200    200         200   200     200
reports:change_stated             302     200     200  403    403         403   403     403
reports:set_aside_stated          302     200     200  403    403         403   403     403
reports:bring_back_stated         302     200     200  403    403         403   403     403
reports:reports                   302     200     200  200    200         200   200     200
reports:add_report                302     200     200  403    403         403   403     403
reports:report                    302     200     200  200    200         200   200     200
reports:report_history            302     200     200  200    200         200   200     200
reports:change_report             302     200     200  403    403         403   403     403
reports:write_section             302     200     200  403    403         403   403     403
reports:check_report              302     403     200  403    403         403   403     403
reports:return_report             302     403     200  200    403         403   403     403
reports:issue_report              302     403     200  200    403         403   403     403
reports:attach_paper              302     200     200  403    403         200   403     403
reports:set_aside_report          302     200     200  403    403         403   403     403
reports:bring_back_report         302     200     200  403    403         403   403     403
reports:changed                   302     200     200  200    200         200   200     200
reports:frozen                    302     200     200  200    200         200   200     200
reports:papers                    302     303     303  303    303         303   303     303
reports:ask_paper                 302     303     303  303    303         303   303     303
reports:paper                     302     200     200  200    200         200   200     200
plans:plans                       302     200     200  200    200         200   200     200
plans:add_plan                    302     200     200  403    403         403   403     403
plans:add_to_draft                302     303     303  403    403         403   403     403
plans:plan                        302     200     200  200    200         200   200     200
plans:against                     302     200     200  200    200         200   200     200
plans:annex                       302     200     200  200    200         200   200     200
plans:plan_history                302     200     200  200    200         200   200     200
plans:change_plan                 302     200     200  403    403         403   403     403
plans:set_aside_plan              302     200     200  403    403         403   403     403
plans:bring_back_plan             302     200     200  403    403         403   403     403
plans:submit                      302     200     200  403    403         403   403     403
plans:withdraw                    302     200     200  403    403         403   403     403
plans:return                      302     403     200  200    403         403   403     403
plans:approve                     302     403     200  200    403         403   403     403
plans:close                       302     403     200  200    403         403   403     403
plans:reopen                      302     403     200  200    403         403   403     403
plans:copy_lines                  302     200     200  403    403         403   403     403
plans:add_line                    302     200     200  403    403         403   403     403
plans:add_late_line               302     200     200  403    403         403   403     403
plans:line                        302     200     200  200    200         200   200     200
plans:line_history                302     200     200  200    200         200   200     200
plans:change_line                 302     200     200  403    403         403   403     403
plans:set_aside_line              302     200     200  403    403         403   403     403
plans:bring_back_line             302     200     200  403    403         403   403     403
plans:adjust_line                 302     200     200  403    403         403   403     403
plans:remove_adjustment           302     200     200  403    403         403   403     403
agreements:instruments            302     200     200  200    200         200   200     200
agreements:register               302     200     200  200    200         200   200     200
agreements:watches                302     200     200  200    200         200   200     200
agreements:add_instrument         302     200     200  403    403         403   403     403
agreements:of_partner             302     200     200  200    200         200   200     200
agreements:instrument             302     200     200  200    200         200   200     200
agreements:duties                 302     200     200  200    200         200   200     200
agreements:instrument_history     302     200     200  200    200         200   200     200
agreements:change_instrument      302     200     200  403    403         403   403     403
agreements:set_aside_instrument   302     200     200  403    403         403   403     403
agreements:bring_back_instrument  302     200     200  403    403         403   403     403
agreements:declare_status         302     200     200  403    403         403   403     403
agreements:withdraw_declaration   302     200     200  403    403         403   403     403
agreements:link_predecessor       302     200     200  403    403         403   403     403
agreements:unlink_predecessor     302     200     200  403    403         403   403     403
agreements:add_party              302     200     200  403    403         403   403     403
agreements:remove_party           302     200     200  403    403         403   403     403
agreements:add_signatory          302     200     200  403    403         403   403     403
agreements:change_signatory       302     200     200  403    403         403   403     403
agreements:remove_signatory       302     200     200  403    403         403   403     403
agreements:record_act             302     200     200  403    403         403   403     403
agreements:correct_act            302     200     200  403    403         403   403     403
agreements:remove_act             302     200     200  403    403         403   403     403
agreements:prepare_successor     302     200     200  403    403         403   403     403
agreements:versions              302     200     200  200    200         200   200     200
agreements:add_version           302     200     200  403    403         403   403     403
agreements:version               302     200     200  200    200         200   200     200
agreements:compare               302     200     200  200    200         200   200     200
agreements:version_history       302     200     200  200    200         200   200     200
agreements:change_version        302     200     200  403    403         403   403     403
agreements:set_aside_version     302     200     200  403    403         403   403     403
agreements:bring_back_version    302     200     200  403    403         403   403     403
agreements:clause                302     200     200  200    200         200   200     200
agreements:mark_clause           302     405     405  403    403         403   403     403
agreements:negotiation            302     200     200  200    200         200   200     200
agreements:open_negotiation       302     200     200  403    403         403   403     403
agreements:conclude_negotiation   302     200     200  403    403         403   403     403
agreements:break_off_negotiation  302     200     200  403    403         403   403     403
agreements:negotiation_history    302     200     200  200    200         200   200     200
agreements:negotiation_rounds     302     200     200  200    200         200   200     200
agreements:add_round              302     200     200  403    403         403   403     403
agreements:change_round           302     200     200  403    403         403   403     403
agreements:remove_round           302     200     200  403    403         403   403     403
agreements:add_seat               302     200     200  403    403         403   403     403
agreements:remove_seat            302     200     200  403    403         403   403     403
agreements:add_item               302     200     200  403    403         403   403     403
agreements:item                   302     200     200  200    200         200   200     200
agreements:propose_wording        302     200     200  403    403         403   403     403
agreements:agree_words            302     200     200  403    403         403   403     403
agreements:mark_item              302     405     405  403    403         403   403     403
agreements:strike_item            302     200     200  403    403         403   403     403
agreements:split_item             302     200     200  403    403         403   403     403
agreements:add_remark             302     200     200  403    403         403   403     403
agreements:item_history           302     200     200  200    200         200   200     200
agreements:set_aside_item         302     200     200  403    403         403   403     403
agreements:bring_back_item        302     200     200  403    403         403   403     403
agreements:open_position          302     403     403  403    403         403   403     403
agreements:position_on_paper      302     403     403  403    403         403   403     403
agreements:change_position        302     404     404  404    404         404   404     404
agreements:set_aside_position     302     404     404  404    404         404   404     404
agreements:bring_back_position    302     404     404  404    404         404   404     404
agreements:export_word            302     200     200  200    200         200   200     200
agreements:read_word              302     200     200  403    403         403   403     403
agreements:meeting                302     200     200  200    200         200   200     200
agreements:meeting_item           302     200     200  200    200         200   200     200
agreements:meeting_words          302     200     200  403    403         403   403     403
agreements:meeting_act            302     405     405  403    403         403   403     403
agreements:path_steps             302     200     200  200    200         200   200     200
agreements:add_path_step          302     403     200  403    403         403   403     200
agreements:change_path_step       302     403     200  403    403         403   403     200
agreements:signing_rules          302     200     200  200    200         200   200     200
agreements:add_signing_rule       302     403     200  403    403         403   403     200
agreements:change_signing_rule    302     403     200  403    403         403   403     200
agreements:implementation         302     200     200  200    200         200   200     200
agreements:implementation_word    302     200     200  200    200         200   200     200
agreements:path                   302     200     200  200    200         200   200     200
agreements:return_text            302     200     200  403    403         403   403     403
agreements:record_step            302     200     200  403    403         403   403     403
agreements:skip_step              302     200     200  403    403         403   403     403
agreements:correct_step           302     200     200  403    403         403   403     403
agreements:remove_step            302     200     200  403    403         403   403     403
agreements:consultations          302     200     200  200    200         200   200     200
agreements:consultations_on       302     200     200  200    200         200   200     200
agreements:send_consultation      302     200     200  403    403         403   403     403
agreements:consultation           302     200     200  200    200         200   200     200
agreements:table_of_opinions      302     200     200  200    200         200   200     200
agreements:consultation_history   302     200     200  200    200         200   200     200
agreements:change_consultation    302     200     200  403    403         403   403     403
agreements:close_consultation     302     200     200  403    403         403   403     403
agreements:reopen_consultation    302     200     200  403    403         403   403     403
agreements:set_aside_consultation 302     200     200  403    403         403   403     403
agreements:bring_back_consultation 302    200     200  403    403         403   403     403
agreements:add_slip               302     200     200  403    403         403   403     403
agreements:record_answer          302     200     200  403    403         403   403     403
agreements:remind                 302     200     200  403    403         403   403     403
agreements:remove_slip            302     200     200  403    403         403   403     403
agreements:take_back_answer       302     200     200  403    403         403   403     403
agreements:add_opinion            302     200     200  403    403         403   403     403
agreements:change_opinion         302     200     200  403    403         403   403     403
agreements:respond                302     200     200  403    403         403   403     403
agreements:remove_opinion         302     200     200  403    403         403   403     403
duties:duties                     302     200     200  200    200         200   200     200
duties:add_duty                   302     200     200  403    403         403   403     403
duties:duty                       302     200     200  200    200         200   200     200
duties:history                    302     200     200  200    200         200   200     200
duties:change_duty                302     200     200  403    403         403   403     403
duties:keep_request               302     200     200  403    403         403   403     403
duties:keep                       302     200     200  403    403         403   403     403
duties:postpone                   302     200     200  403    403         403   403     403
duties:hand_over                  302     200     200  403    403         403   403     403
duties:waive                      302     200     200  403    403         403   403     403
duties:reopen                     302     200     200  403    403         403   403     403
duties:set_aside                  302     200     200  403    403         403   403     403
duties:bring_back                 302     200     200  403    403         403   403     403
duties:of_partner                 302     200     200  200    200         200   200     200
duties:deadlines                  302     200     200  200    200         200   200     200
duties:add_deadline               302     403     200  403    403         403   403     200
duties:count                      302     200     200  200    200         200   200     200
duties:change_deadline            302     403     200  403    403         403   403     200
duties:days_off                   302     200     200  200    200         200   200     200
duties:enter_year                 302     403     200  403    403         403   403     200
duties:change_year                302     403     200  403    403         403   403     200
duties:add_day_off                302     403     200  403    403         403   403     200
duties:change_day_off             302     403     200  403    403         403   403     200
duties:remove_day_off             302     403     200  403    403         403   403     200
partners:organisations            302     200     200  200    200         200   200     200
partners:add_organisation         302     200     200  403    403         403   403     403
partners:organisation             302     200     200  200    200         200   200     200
partners:organisation_history     302     200     200  200    200         200   200     200
partners:change_organisation      302     200     200  403    403         403   403     403
partners:set_aside_organisation   302     200     200  403    403         403   403     403
partners:bring_back_organisation  302     200     200  403    403         403   403     403
partners:add_succession           302     200     200  403    403         403   403     403
partners:remove_succession        302     200     200  403    403         403   403     403
partners:add_note                 302     200     200  403    403         403   403     403
partners:change_note              302     200     200  403    403         403   403     403
partners:set_aside_note           302     200     200  403    403         403   403     403
partners:bring_back_note          302     200     200  403    403         403   403     403
partners:people                   302     200     200  200    200         200   200     200
partners:add_person               302     200     200  403    403         403   403     403
partners:person                   302     200     200  200    200         200   200     200
partners:person_history           302     200     200  200    200         200   200     200
partners:change_person            302     200     200  403    403         403   403     403
partners:set_aside_person         302     200     200  403    403         403   403     403
partners:bring_back_person        302     200     200  403    403         403   403     403
partners:add_post                 302     200     200  403    403         403   403     403
partners:change_post              302     200     200  403    403         403   403     403
partners:remove_post              302     200     200  403    403         403   403     403
partners:personal_details         302     200     200  403    403         403   403     403
partners:erase_personal_details   302     200     200  403    403         403   403     403
partners:relationships            302     200     200  200    200         200   200     200
partners:add_relationship         302     200     200  403    403         403   403     403
partners:relationship             302     200     200  200    200         200   200     200
partners:relationship_history     302     200     200  200    200         200   200     200
partners:change_relationship      302     200     200  403    403         403   403     403
partners:set_aside_relationship   302     200     200  403    403         403   403     403
partners:bring_back_relationship  302     200     200  403    403         403   403     403
partners:add_milestone            302     200     200  403    403         403   403     403
partners:change_milestone         302     200     200  403    403         403   403     403
partners:remove_milestone         302     200     200  403    403         403   403     403
partners:countries                302     200     200  200    200         200   200     200
partners:country                  302     200     200  200    200         200   200     200
partners:rename_country           302     403     200  403    403         403   403     200
partners:titles                   302     200     200  200    200         200   200     200
partners:add_title                302     403     200  403    403         403   403     200
partners:change_title             302     403     200  403    403         403   403     200
documents:documents               302     200     200  200    200         200   200     200
documents:add_document            302     200     200  403    403         200   403     403
documents:keep_stub               302     200     200  403    403         200   403     403
documents:document                302     200     200  200    200         200   200     200
documents:history                 302     200     200  200    200         200   200     200
documents:change_document         302     200     200  403    403         200   403     403
documents:add_file                302     200     200  403    403         200   403     403
documents:file                    302     200     200  200    200         200   200     200
documents:set_aside               302     200     200  403    403         403   403     403
documents:bring_back              302     200     200  403    403         403   403     403
documents:add_source              302     200     200  403    403         403   403     403
documents:remove_source           302     200     200  403    403         403   403     403
accounts:users                    302     403     200  403    403         403   200     200
accounts:add                      302     403     403  403    403         403   403     200
accounts:user                     302     403     200  403    403         403   200     200
accounts:change                   302     403     403  403    403         403   403     200
accounts:close                    302     403     403  403    403         403   403     200
accounts:reopen                   302     403     403  403    403         403   403     200
accounts:set_password             302     403     403  403    403         403   403     200
accounts:me                       302     200     200  200    200         200   200     200
audit:log                         302     403     403  403    403         403   200     200
health                            200     200     200  200    200         200   200     200
account_login                     200     302     302  302    302         302   302     302
mfa_authenticate                  302     302     302  302    302         302   302     302
account_logout                    302     200     200  200    200         200   200     200
account_inactive                  200     200     200  200    200         200   200     200
account_change_password           302     200     200  200    200         200   200     200
account_reauthenticate            302     200     200  200    200         200   200     200
mfa_reauthenticate                302     302     302  302    302         302   302     302
mfa_reauthenticate_webauthn       302     302     302  302    302         302   302     302
mfa_index                         302     200     200  200    200         200   200     200
mfa_activate_totp                 302     302     302  302    302         302   302     302
mfa_deactivate_totp               302     404     404  404    404         404   404     404
mfa_list_webauthn                 302     200     200  200    200         200   200     200
mfa_add_webauthn                  302     302     302  302    302         302   302     302
mfa_edit_webauthn                 302     302     302  302    302         302   302     302
mfa_remove_webauthn               302     302     302  302    302         302   302     302
mfa_view_recovery_codes           302     404     404  404    404         404   404     404
mfa_generate_recovery_codes       302     302     302  302    302         302   302     302
mfa_download_recovery_codes       302     404     404  404    404         404   404     404
"""
ROWS = {
    name: [int(answer) for answer in row]
    for name, *row in (line.split() for line in TABLE.strip().splitlines()[1:])
}

UNFINISHED: set[str] = set()
"""Rooms whose addresses still change. A room leaves this set when its table is written."""

ARGUMENTS = {
    "newer": {"newer": "after"},
    "number": {"number": 1},
    "deed": {"deed": "end"},
    "act": {"act": "x-signed-2015"},
    "change": {"change": "drop"},
    "step": {"step": "step"},
    "username": {"username": "clerk"},
    "about_type": {"about_type": "partners.organisation"},
    "about_code": {"about_code": "x"},
    "pk": {"pk": 1},
    "key": {"key": "context"},
    "figure": {"figure": "delegations_in"},
    "year": {"year": 2026},
    "body": {"body": "x"},
    "day": {"day": "2026-09-02"},
    "item": {"item": "x-1"},
    "wid": {"wid": "art_1"},
    "seat": {"seat": 1},
    "link": {"link": "x"},
    "token": {"token": "x"},
}
"""What stands in an address besides the code of the record."""


OF_ONE = {
    "partners:country": {"code": "KR"},
    "partners:rename_country": {"code": "KR"},
    "reports:attach_paper": {"code": "sent"},
    "reports:changed": {"code": "sent"},
    "reports:frozen": {"code": "sent"},
    "reports:paper": {"code": "sent"},
    "agreements:record_step": {"step": "idea"},
    "agreements:skip_step": {"step": "idea"},
    "reports:figure": {"code": "delegations_out"},
    "reports:change_period": {"code": "year"},
    "agreements:change_path_step": {"code": "idea"},
    "agreements:change_signing_rule": {"code": "department"},
    "duties:change_deadline": {"code": "opinion-on-treaty"},
}
"""What stands in the address of a record that is there from the start, or was made for it."""


OPEN_TO_ALL = (
    "country",
    "_title",
    "_period",
    "_deadline",
    "_path_step",
    "_signing_rule",
    "reports:figure",
)
"""Endings of addresses whose code names no record that could be hidden."""


def names(patterns, room: str = "") -> Iterator[tuple[str, list[str]]]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{pattern.namespace}:" if pattern.namespace else ""
            yield from names(pattern.url_patterns, room + inner)
        elif isinstance(pattern, URLPattern):
            yield room + (pattern.name or str(pattern.pattern)), list(pattern.pattern.converters)


ADDRESSES = {
    name: parts
    for name, parts in names(get_resolver().url_patterns)
    if name.partition(":")[0] not in UNFINISHED
}


def world(level: int) -> None:
    """Enter one record of each kind. All have the code x, as each kind has codes of its own."""
    facts = {"code": "x", "classification": level}
    body = organisation("Cơ quan", **facts)
    record_succession(body, organisation("Sau", code="after", classification=level), by=writer())
    holder = person("Người", **facts)
    post(holder, body)
    tie = relationship(country("VN"), country("KR"), **facts)
    milestone(tie, code="step")
    note(body, **facts)
    paper = document(**facts)
    version(paper)
    source(body, document=paper)
    duty(kind="opinion", due="2019-03-12", **facts)
    calendar(2026, off=["2026-09-02"])
    text = instrument(body, signed="2015", **facts)
    add_signatory(text, by=writer(), name="Người ký")
    record_step(
        text, PathStep.objects.get(code="review"), by=writer(), on="2016", why_late="Văn bản cũ"
    )
    asked = consultation(body, on=text, **facts)
    opinion(answered(asked.slips.get()))
    signer = make_user("head", RESTRICTED, username="signer")
    bargain(text, signer)
    feed(signer, code="x")
    brought_in(level)
    event = activity(host=body, **facts)
    participant(event)
    add_item(event, by=writer(), title="Hội đàm")
    add_result(event, by=writer(), text="Đã thống nhất")
    point(event)
    series(**facts)
    stated(organisation=body, **facts)
    report(by=signer, **facts)
    issued(by=signer, **facts | {"code": "sent"})
    make("sent", 1)
    planned = line(of=plan(1999, **facts), **facts)
    approved(planned.plan)
    postponed(planned, "1999-09", "1999-06-01")


def brought_in(level: int) -> None:
    """Hand in a spreadsheet of one row; heads who see no less may look at it."""
    one = bring(log(visit(1)), make_user("officer", max(level, 1), username="importer"))
    Import.objects.filter(pk=one.pk).update(code="x", classification=level)


def bargain(text: Instrument, by: User) -> None:
    """Lay a draft of the text on the negotiation table, with a round and who sat there."""
    base = draft(text, by=by)
    opened = open_negotiation(text, by=by, base=base, language="vi")
    letters = add_round(opened, by=by, by_letter=True)
    add_seat(letters, by=by, side="theirs", name="Người dự")


def address(name: str) -> str:
    arguments: dict[str, object] = {}
    for part in ADDRESSES[name]:
        arguments |= ARGUMENTS.get(part, {part: "x"})
    if name == "partners:change_title":
        arguments = {"code": OfficeTitle.objects.order_by("pk")[0].code}
    if name == "documents:remove_source":
        arguments = {"code": Citation.objects.get().code}
    arguments |= OF_ONE.get(name, {})
    return reverse(name, kwargs=arguments)


def answers(client: Client, asked: Iterable[str]) -> dict[str, list[int]]:
    """Give the answers of the addresses to each column of the table."""
    found: dict[str, list[int]] = {name: [] for name in asked}
    users = [None, *(make_user(role) for role in ROLES)]
    for user in users:
        if user:
            client.force_login(user)
        for name, row in found.items():
            response = client.get(address(name))
            row.append(response.status_code)
            b"".join(response)  # a file is closed when it was read
    return found


def test_every_address_stands_in_the_table():
    assert ROWS.keys() == ADDRESSES.keys()


def test_each_role_gets_what_the_table_says(client):
    world(level=1)

    found = answers(client, ADDRESSES)

    assert {name: row for name, row in found.items() if row != ROWS.get(name)} == {}


def test_nobody_learns_that_a_hidden_record_is_there(client):
    world(level=RESTRICTED)
    of_records = [
        name
        for name, parts in ADDRESSES.items()
        if {"code", "about_code"} & {*parts} and not name.endswith(OPEN_TO_ALL)
    ]

    found = answers(client, of_records)

    assert {n: row for n, row in found.items() if row != [302, *[404] * len(ROLES)]} == {}
