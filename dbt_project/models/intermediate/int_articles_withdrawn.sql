with entries as (
    select * from {{ ref('stg_entries') }}
),

rejections as (
    select * from {{ ref('stg_rejections') }}
),

versions as (
    select * from {{ ref('int_versions_needed') }}
),

items as (
    select * from {{ ref('int_wire_items_ranked') }}
),

built as (
    select max(fact_value)::timestamptz as built_at
    from {{ ref('stg_meta') }}
    where fact_name = 'now'
),

-- A kill is for all versions and for ever, also for those that come after it.
killed as (
    select
        entries.item_id,
        'killed' as reason,
        min(rejections.rejected_at) as withdrawn_at
    from rejections
    inner join entries on rejections.entry_id = entries.entry_id
    where rejections.reason = 'killed'
    group by entries.item_id
),

-- The latest version alone holds an item back. What is not known to have ended has not.
held as (
    select
        items.item_id,
        case when items.pub_status = 'withheld' then 'withheld' else 'embargoed' end as reason,
        items.first_seen_at as withdrawn_at
    from items
    cross join built
    where
        items.newness = 1
        and (
            items.pub_status in ('withheld', 'embargoed')
            or coalesce(items.embargoed_until > coalesce(built.built_at, '-infinity'::timestamptz), false)
        )
),

reasons as (
    select * from killed
    union all by name
    select * from held
),

withdrawn as (
    select
        versions.article_id,
        reasons.reason,
        reasons.withdrawn_at
    from versions
    inner join entries on versions.entry_id = entries.entry_id
    inner join reasons on entries.item_id = reasons.item_id
    qualify row_number() over (
        partition by versions.article_id
        order by reasons.reason != 'killed', reasons.withdrawn_at, reasons.reason, entries.item_id, versions.version_no
    ) = 1
)

select * from withdrawn
