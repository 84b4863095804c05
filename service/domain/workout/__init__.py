"""Works out how long a workout takes from the durations, distances and repetitions its text names."""
