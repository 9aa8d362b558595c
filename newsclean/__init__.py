"""newsclean: scraped news in, clean text out, with a record of every change."""
