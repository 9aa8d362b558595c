"""What was done, shown to a person: changes in words, languages and agencies as columns."""
