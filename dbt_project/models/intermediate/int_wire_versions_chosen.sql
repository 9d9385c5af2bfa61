with items as (
    select * from {{ ref('int_wire_items_ranked') }}
),

versions as (
    select * from {{ ref('int_versions_needed') }}
),

families as (
    select distinct
        versions.article_id,
        items.item_id
    from items
    inner join versions on items.entry_id = versions.entry_id
),

rights as (
    select
        item_id,
        bool_or(is_keeping_forbidden) as is_keeping_forbidden
    from items
    group by item_id
),

-- A version with the text of the one before made no article version of its own: it is found by its text.
told as (
    select
        families.article_id,
        items.item_id,
        versions.article_version_id,
        list_has_any(items.marks, ['alert', 'flash']) as is_alert,
        rights.is_keeping_forbidden
    from items
    inner join families on items.item_id = families.item_id
    inner join rights on items.item_id = rights.item_id
    inner join versions
        on families.article_id = versions.article_id and items.text_sha256 = versions.text_sha256
    where items.pub_status = 'usable'
    qualify row_number() over (
        partition by families.article_id
        order by items.newness, versions.version_no desc
    ) = 1
)

select * from told
