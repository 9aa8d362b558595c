"""What is known of sites: the lines that recur in their articles, and rules for their pages."""

from newsclean.sites.lines import EVERY_SITE, Recurring, SiteLines, read_site_lines

__all__ = ["EVERY_SITE", "Recurring", "SiteLines", "read_site_lines"]
