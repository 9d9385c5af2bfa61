{{ belief_intervals('believed', 'known_from', 'known_to', 'first_known_at') }}
