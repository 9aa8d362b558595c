"""Rules as data: loads, checks and indexes the tables of words; the matchers that hold the shapes."""
