//! Pages and documents of small projects.
