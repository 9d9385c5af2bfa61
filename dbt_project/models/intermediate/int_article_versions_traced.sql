with versions as (
    select * from {{ ref('int_versions_needed') }}
),

originals as (
    select * from {{ ref('stg_article_versions') }}
),

copies as (
    select * from {{ ref('int_copies_traced') }}
),

sketches as (
    select * from {{ ref('stg_article_sketches') }}
),

withdrawn as (
    select * from {{ ref('int_articles_withdrawn') }}
),

sources as (
    select
        lower(source_name) as source_name,
        min(source_id) as source_id
    from {{ ref('stg_sources') }}
    group by lower(source_name)
),

wire as (
    select * from {{ ref('int_wire_versions_chosen') }}
),

traced as (
    select
        versions.article_version_id,
        versions.article_id,
        versions.source_id,
        versions.change_kind,
        versions.published_at,
        versions.is_touched,
        -- What a version adds to the ones before it became public when it was made.
        greatest(versions.published_at, versions.updated_at) as version_published_at,
        copies.near_dup_of,
        copies.origin_version_id,
        copies.known_from,
        copies.known_to,
        -- The agency that the origin is credited to need not be among what was read.
        coalesce(
            'source:' || credited.source_id,
            'name:' || lower(sketches.credited_name),
            'source:' || origins.source_id
        ) as origin_id,
        -- For ordering only: an update speaks when it was made, and nothing is published after it was first seen.
        least(
            coalesce(greatest(origins.published_at, origins.updated_at), origins.first_seen_at),
            coalesce(greatest(versions.published_at, versions.updated_at), versions.first_seen_at)
        ) as stated_at,
        coalesce(
            versions.article_version_id = wire.article_version_id,
            versions.version_no = max(versions.version_no) over (partition by versions.article_id)
        ) as is_current,
        withdrawn.article_id is null as is_visible,
        coalesce(wire.is_alert, false) as is_alert,
        coalesce(wire.is_keeping_forbidden, false) as is_text_withheld
    from versions
    inner join copies on versions.article_version_id = copies.article_version_id
    inner join originals as origins on copies.origin_version_id = origins.article_version_id
    left join sketches on copies.origin_version_id = sketches.article_version_id
    left join sources as credited on lower(sketches.credited_name) = credited.source_name
    left join withdrawn on versions.article_id = withdrawn.article_id
    left join wire on versions.article_id = wire.article_id
)

select * from traced
