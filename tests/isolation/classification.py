"""Who may ask for which address. A name that stands nowhere fails `test_classification`.

Three lists, all by exact name, all with a reason:

- PUBLIC: everybody, signed in or not;
- open to members of a town: `kommunen.desk.access.OPEN_TO_MEMBERS` and the registry's
  `reviewed_views`, which the guard before the admin reads too;
- CLOSED_TO_MEMBERS: answers 404 to them. So does a view that stands nowhere; it stands here once
  somebody has looked at it.
"""

PUBLIC = {
    "wagtail_serve": "the pages that editors have published",
    "termintipps.EventPage/^(?P<day>\\d{4}-\\d{2}-\\d{2})/$": "one date of a public event",
    "textbausteine.TextsPage/<slug:slug>/": "one published text",
    "textbausteine.TextsPage/<slug:slug>/leichte-sprache/": "one published text",
    "wagtaildocs_serve": "documents, on the host of the town that owns them",
    "wagtaildocs_authenticate_with_password": "password of private documents",
    "wagtailcore_authenticate_with_password": "password of a private page",
    "wagtailcore_login": "sign-in for pages that only certain people may read",
    "kommunen_colours": "a colour as a stylesheet; says nothing about a town",
    "kommunen_sign": "the town's mark for browser tabs",
    "kommunen_picture": "pictures, on the host of the town that owns them",
    "kommunen_embed_loader": "script for the pages that embed ours",
    "favicon.ico": "leads to the town's mark",
    "kommunen_tile": "a tile of the town's own map, near the town",
    "kommunen_oembed": "says how a page of this town is embedded",
    "mitmachkarte:embed_initiative": "one public initiative in a frame",
    "textbausteine:embed": "one published text in the frame of a home page that the town allows",
    "textbausteine:texts": "open data: the texts that the town shows",
    "mitmachkarte:embed": "the map in the frame of a home page that the town allows",
    "mitmachkarte:geojson": "open data: the town's own entries; on demand all that the map shows",
    "mitmachkarte:markers": "what the map shows, without names",
    "mitmachkarte:marker_names": "names of public entries of the asked town",
    "mitmachkarte:places": "streets and districts of the asked town",
    "mitmachkarte:message": "letters to an initiative; guarded",
    "mitmachkarte:care": "opens with a signed link of this town only",
    "mitmachkarte:change": "opens with a signed link of this town only",
    "mitmachkarte:elsewhere": "opens with a signed link of this town only",
    "mitmachkarte:take_down": "opens with a signed link of this town only",
    "mitmachkarte:hand_over": "opens with a signed link of this town only",
    "mitmachkarte:manage": "mails a link to the stored address only; guarded",
    "mitmachkarte:report": "what is wrong with a public entry; guarded",
    "mitmachkarte:propose": "the form for new initiatives; guarded, moderated",
    "termintipps:calendar": "the town's public events, with the list's filters",
    "termintipps:feed": "the town's public events, with the list's filters",
    "termintipps:embed": "public events in the frame of a home page that the town allows",
    "termintipps:date_file": "one public date of an event of the town",
    "termintipps:propose": "guarded form: propose an event",
    "termintipps:by_initiative": "opened by the signed link of one initiative's entry",
    "termintipps:register": "a form to whoever takes registrations for a public event",
    "termintipps:event_file": "one public event of the town",
    "termintipps:events": "open data of this town only",
    "home:search": "what visitors of this town may read anyway",
    "home:suggestions": "titles that visitors of this town may read anyway",
    "home:survey": "answers to a public survey of this town; guarded, kept without a trace",
    "home:sitemap": "addresses of this town's public pages",
    "home:robots": "where machines may look",
    "inbox:barrier": "the form that the law asks for; guarded",
    "inbox:confirm": "opens with a signed link of this town only",
    "health/live": "for machines: the process answers; says nothing else",
    "health/ready": "for machines: yes, or the name of what does not answer",
    "static": "our own stylesheets, scripts and drawings",
}

NOT_SCOPED = "Wagtail shows all tenants' rows here"
OPERATOR = "the operator's: what it sets holds for all tenants"
NO_USE = "nothing that a town would miss"

CLOSED_TO_MEMBERS = {
    name: reason
    for reason, names in {
        OPERATOR: """
            wagtailadmin_collections:index wagtailadmin_collections:add
            wagtailadmin_collections:edit wagtailadmin_collections:delete
            wagtailadmin_collections:set_privacy
            wagtailadmin_workflows:index wagtailadmin_workflows:index_results
            wagtailadmin_workflows:add wagtailadmin_workflows:enable
            wagtailadmin_workflows:disable wagtailadmin_workflows:edit
            wagtailadmin_workflows:usage wagtailadmin_workflows:usage_results
            wagtailadmin_workflows:remove wagtailadmin_workflows:add_task
            wagtailadmin_workflows:select_task_type wagtailadmin_workflows:task_index
            wagtailadmin_workflows:task_index_results wagtailadmin_workflows:edit_task
            wagtailadmin_workflows:disable_task wagtailadmin_workflows:enable_task
            wagtailadmin_workflows:task_chooser wagtailadmin_workflows:task_chooser_results
            wagtailadmin_workflows:task_chooser_create wagtailadmin_workflows:task_chosen
            kommune:index kommune:index_results kommune:add kommune:edit kommune:delete
            kommune:history kommune:history_results kommune:usage kommune:inspect
            kommune:host_wish
            kommune:go_live kommune:pause kommune:archive kommune:bring_back kommune:erase
            kommune:export
            wagtailsites:index wagtailsites:index_results wagtailsites:add wagtailsites:edit
            wagtailsites:delete wagtailsites:history wagtailsites:history_results
            wagtailsites:usage wagtailsites:copy
            wagtailusers_users:index wagtailusers_users:index_results wagtailusers_users:add
            wagtailusers_users:edit wagtailusers_users:delete wagtailusers_users:history
            wagtailusers_users:history_results wagtailusers_users:usage wagtailusers_users:copy
            wagtailusers_groups:index wagtailusers_groups:index_results wagtailusers_groups:add
            wagtailusers_groups:edit wagtailusers_groups:delete wagtailusers_groups:history
            wagtailusers_groups:history_results wagtailusers_groups:usage
        """,
        NOT_SCOPED: """
            wagtailadmin_tag_model_autocomplete
            wagtailadmin_reports:locked_pages wagtailadmin_reports:locked_pages_results
            wagtailadmin_reports:workflow wagtailadmin_reports:workflow_results
            wagtailadmin_reports:workflow_tasks wagtailadmin_reports:workflow_tasks_results
            wagtailadmin_reports:site_history wagtailadmin_reports:site_history_results
            wagtailadmin_reports:aging_pages wagtailadmin_reports:aging_pages_results
            wagtailadmin_reports:page_types_usage wagtailadmin_reports:page_types_usage_results
            wagtailredirects:index wagtailredirects:index_results wagtailredirects:add
            wagtailredirects:edit wagtailredirects:delete wagtailredirects:start_import
            wagtailredirects:process_import
        """,
        NO_USE: """
            wagtailadmin_api:documents:listing wagtailadmin_api:documents:detail
            wagtailadmin_api:documents:find wagtailadmin_api:images:listing
            wagtailadmin_api:images:detail wagtailadmin_api:images:find
            wagtailadmin_pages:convert_alias
            wagtailimages:url_generator wagtailimages:url_generator_output
            wagtail_modeladmin:javascript_catalog
            wagtailadmin_error_test admin/test404/ admin/^.*/$
        """,
    }.items()
    for name in names.split()
}
