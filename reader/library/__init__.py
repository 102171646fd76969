"""The only room that speaks SQL: articles, their index, and the user's own notes."""
