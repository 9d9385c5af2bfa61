{{ belief_intervals('published', 'published_from', 'published_to', 'first_public_at') }}
