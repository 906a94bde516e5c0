"""What apps above this one add to its pages: typed lists, filled in ``AppConfig.ready``.

``boards`` draws the frame of every page and the pages about people, and names no route, template tag or model of the apps
that are built on it. Where one of its pages leads into such an app, it shows what that app has added:

============================  =====================================================================================
``arguments.finders``         arguments of addresses that become objects before a view is called
``menu.menu_items``           entries of a board's menu
``first_page.first_pages``    the page at which a role begins
``panels.home_panels``        parts of a board's home page
``panels.not_found_hints``    sentences on the page for an address that leads nowhere
``people.person_links``       pages about one person; ``people.people_tools``: pages beside the list of people
``errands.people_errands``    what waits for the manager about people
``record_pages.record_pages`` the page that shows a record of ours, for links from the trail
``site_pages.site_pages``     pages for site administrators
``settings_pages``            pages about how a board is set up, linked from its settings
``trail.trail_sources``       tables of which the trail of a board is made
============================  =====================================================================================

An app names its pages by route and its rights by ``boards.access.Right``; it imports from here, never the other way round.
"""
