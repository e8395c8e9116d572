//! The client of an OpenAI-compatible endpoint; a judge and an interviewer on it.
