"""The week's model in the terms of OR-Tools CP-SAT; no other package imports the solver."""
