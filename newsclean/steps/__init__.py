"""The steps, one module each: an article goes in, an article with more known or more edited comes out."""
