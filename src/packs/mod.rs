//! Taking in and giving out packs of prompts; bytes are passed in.
