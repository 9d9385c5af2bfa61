with versions as (
    select * from {{ ref('int_versions_needed') }}
),

items as (
    select * from {{ ref('int_wire_items_ranked') }}
),

families as (
    select distinct
        versions.article_id,
        items.item_id
    from items
    inner join versions on items.entry_id = versions.entry_id
),

-- A later version without a time of its own is public when it was first seen; nothing is public later than that.
public_versions as (
    select
        *,
        least(
            first_seen_at,
            if(version_no = 1, coalesce(greatest(published_at, updated_at), first_seen_at), null),
            if(updated_at > published_at, updated_at, null)
        ) as public_at
    from versions
),

-- A version with the text of the one before made no article version of its own: it is found by its text.
of_wires as (
    select
        told.article_id,
        told.article_version_id,
        row_number() over (
            partition by told.article_id order by items.newness desc, told.version_no asc
        ) as turn,
        list_has_any(items.marks, ['alert', 'flash']) as is_alert,
        greatest(items.loaded_at, items.embargoed_until) as known_at,
        greatest(
            if(items.entry_id = told.entry_id, told.public_at, least(items.modified_at, items.first_seen_at)),
            items.embargoed_until
        ) as public_at
    from items
    inner join families on items.item_id = families.item_id
    inner join public_versions as told
        on families.article_id = told.article_id and items.text_sha256 = told.text_sha256
    where items.pub_status = 'usable'
),

of_pages as (
    select
        article_id,
        article_version_id,
        version_no as turn,
        false as is_alert,
        loaded_at as known_at,
        public_at
    from public_versions
    where article_id not in (select of_wires.article_id from of_wires)
),

turns as (
    select * from of_wires
    union all by name
    select * from of_pages
),

begun as (
    select
        'believed' as clock,
        known_at as starts_at,
        * exclude (known_at, public_at)
    from turns
    union all by name
    select
        'published' as clock,
        public_at as starts_at,
        * exclude (known_at, public_at)
    from turns
),

ended as (
    select
        *,
        min(starts_at) over (
            partition by clock, article_id
            order by turn
            rows between 1 following and unbounded following
        ) as ends_at
    from begun
),

-- A version that came when a newer one was there already never stood.
timed as (
    select *
    from ended
    where ends_at is null or starts_at < ends_at
)

select * from timed
