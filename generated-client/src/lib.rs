//! A client of the Personnel API: nothing lost, nothing leaked, every fault answered.
