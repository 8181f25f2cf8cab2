"""Addresses of this room. A record's address holds its public code, never a database key."""

from django.urls import path

from banggiao.partners.views import countries, notes, organisations, people, relationships, titles

app_name = "partners"
urlpatterns = [
    path("partners/", organisations.organisations, name="organisations"),
    path("partners/add/", organisations.add_organisation, name="add_organisation"),
    path("partners/<slug:code>/", organisations.organisation, name="organisation"),
    path(
        "partners/<slug:code>/history/",
        organisations.organisation_history,
        name="organisation_history",
    ),
    path(
        "partners/<slug:code>/edit/", organisations.change_organisation, name="change_organisation"
    ),
    path(
        "partners/<slug:code>/set-aside/",
        organisations.set_aside_organisation,
        name="set_aside_organisation",
    ),
    path(
        "partners/<slug:code>/bring-back/",
        organisations.bring_back_organisation,
        name="bring_back_organisation",
    ),
    path("partners/<slug:code>/followed-by/", organisations.add_succession, name="add_succession"),
    path(
        "partners/<slug:code>/followed-by/<slug:newer>/remove/",
        organisations.remove_succession,
        name="remove_succession",
    ),
    path("partners/<slug:code>/notes/add/", notes.add_note, name="add_note"),
    path("notes/<slug:code>/edit/", notes.change_note, name="change_note"),
    path("notes/<slug:code>/set-aside/", notes.set_aside_note, name="set_aside_note"),
    path("notes/<slug:code>/bring-back/", notes.bring_back_note, name="bring_back_note"),
    path("people/", people.people, name="people"),
    path("people/add/", people.add_person, name="add_person"),
    path("people/<slug:code>/", people.person, name="person"),
    path("people/<slug:code>/history/", people.person_history, name="person_history"),
    path("people/<slug:code>/edit/", people.change_person, name="change_person"),
    path("people/<slug:code>/set-aside/", people.set_aside_person, name="set_aside_person"),
    path("people/<slug:code>/bring-back/", people.bring_back_person, name="bring_back_person"),
    path("people/<slug:code>/posts/add/", people.add_post, name="add_post"),
    path("people/<slug:code>/posts/<int:number>/edit/", people.change_post, name="change_post"),
    path("people/<slug:code>/posts/<int:number>/remove/", people.remove_post, name="remove_post"),
    path("people/<slug:code>/details/", people.personal_details, name="personal_details"),
    path(
        "people/<slug:code>/details/erase/",
        people.erase_personal_details,
        name="erase_personal_details",
    ),
    path("relationships/", relationships.relationships, name="relationships"),
    path("relationships/add/", relationships.add_relationship, name="add_relationship"),
    path("relationships/<slug:code>/", relationships.relationship, name="relationship"),
    path(
        "relationships/<slug:code>/history/",
        relationships.relationship_history,
        name="relationship_history",
    ),
    path(
        "relationships/<slug:code>/edit/",
        relationships.change_relationship,
        name="change_relationship",
    ),
    path(
        "relationships/<slug:code>/set-aside/",
        relationships.set_aside_relationship,
        name="set_aside_relationship",
    ),
    path(
        "relationships/<slug:code>/bring-back/",
        relationships.bring_back_relationship,
        name="bring_back_relationship",
    ),
    path(
        "relationships/<slug:code>/milestones/add/",
        relationships.add_milestone,
        name="add_milestone",
    ),
    path(
        "relationships/<slug:code>/milestones/<slug:step>/edit/",
        relationships.change_milestone,
        name="change_milestone",
    ),
    path(
        "relationships/<slug:code>/milestones/<slug:step>/remove/",
        relationships.remove_milestone,
        name="remove_milestone",
    ),
    path("countries/", countries.countries, name="countries"),
    path("countries/<slug:code>/", countries.country, name="country"),
    path("countries/<slug:code>/name/", countries.rename_country, name="rename_country"),
    path("titles/", titles.titles, name="titles"),
    path("titles/add/", titles.add_title, name="add_title"),
    path("titles/<slug:code>/edit/", titles.change_title, name="change_title"),
]
