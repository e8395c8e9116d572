//! Small trees, and what they are.
