//! A Go module tree: what its packages are, how they hang together, a roadmap.
