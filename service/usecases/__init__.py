"""The use cases that people and jobs start: a folder for each task, a file for each use case."""
