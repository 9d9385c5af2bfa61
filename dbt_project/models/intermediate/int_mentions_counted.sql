with mentions as (
    select * from {{ ref('stg_mentions') }}
    where {{ is_in('int_versions_needed', 'article_version_id') }}
),

tellings as (
    select * from {{ ref('int_mentions_timed') }}
    qualify row_number() over (partition by attack_id, telling_no order by clock, starts_at) = 1
),

beliefs as (
    select
        belief_id,
        attack_id,
        any_value(telling_nos) as telling_nos,
        bool_or(clock = 'believed' and known_to is null and not is_rejected) as is_current
    from {{ ref('int_beliefs_formed') }}
    group by belief_id, attack_id
),

contents as (
    select
        belief_id,
        attack_id,
        is_current,
        unnest(telling_nos) as telling_no
    from beliefs
),

counted as (
    select
        contents.belief_id,
        contents.is_current,
        tellings.attack_id,
        tellings.mention_id,
        tellings.run_id,
        tellings.article_version_id,
        tellings.article_id,
        tellings.source_id,
        tellings.origin_id,
        tellings.published_at,
        tellings.version_published_at,
        tellings.stated_at,
        tellings.is_alert,
        tellings.is_text_withheld,
        mentions.event_type,
        mentions.occurred_start,
        mentions.occurred_end,
        mentions.event_date,
        mentions.date_granularity,
        mentions.date_basis,
        mentions.sent_no,
        mentions.char_start,
        mentions.char_end
    from contents
    inner join tellings
        on contents.attack_id = tellings.attack_id and contents.telling_no = tellings.telling_no
    inner join mentions on tellings.mention_id = mentions.mention_id and tellings.run_id = mentions.run_id
)

select * from counted
