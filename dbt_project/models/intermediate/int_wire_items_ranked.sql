with items as (
    select * from {{ ref('stg_wire_items') }}
    where {{ is_in('int_versions_needed', 'item_id') }}
),

captures as (
    select * from {{ ref('stg_captures') }}
),

received as (
    select
        items.*,
        row_number() over (
            partition by items.item_id
            order by items.first_seen_at, captures.warc_file, captures.warc_offset, items.item_no, items.entry_id
        ) as received_no
    from items
    left join captures on items.capture_id = captures.capture_id
),

-- Of two contents under one version the one received last counts; a file without a version is one of its own.
replaced as (
    select
        *,
        received_no < max(received_no) over (
            partition by item_id, coalesce(version, 'received ' || received_no)
        ) as is_replaced
    from received
),

-- Versions are opaque: an item that was made earlier is the older one, whenever it came.
ranked as (
    select
        *,
        row_number() over (
            partition by item_id
            order by is_replaced, coalesce(modified_at, first_seen_at) desc, received_no desc
        ) as newness
    from replaced
)

select * from ranked
