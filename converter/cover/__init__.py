"""The cover page and the submission header as dei facts: `converter.cover.page.cover_page`."""
