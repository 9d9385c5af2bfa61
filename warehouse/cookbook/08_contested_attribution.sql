-- Which attributions are contested or denied, and by whom?
select
    attacks.event_date,
    coalesce(sites.name, places.name) as place,
    attacks.attacker_status,
    claims.stance,
    coalesce(speakers.name, claims.speaker_text) as speaker,
    coalesce(accused.name, claims.about_text) as about
from fct_attacks as attacks
inner join fct_claims as claims using (attack_id)
left join dim_sites as sites using (site_id)
left join dim_places as places on attacks.place_id = places.place_id
left join dim_actors as speakers on claims.speaker_actor_id = speakers.actor_id
left join dim_actors as accused on claims.about_actor_id = accused.actor_id
where
    attacks.attacker_status in ('contested', 'denied')
    or attacks.grade = 'contested'
    or claims.stance in ('denies_responsibility', 'denies_event')
group by all
order by attacks.event_date, place, claims.stance, speaker, about
