with assertions as (
    select * from {{ ref('int_assertions_counted') }}
    where field = 'weapon' and value is not null
),

weapons as (
    select * from {{ ref('weapons') }}
),

told as (
    select
        assertions.belief_id,
        assertions.origin_id,
        assertions.stated_at,
        assertions.value as weapon_type,
        coalesce(weapons.weapon_class, 'unknown') as weapon_class
    from assertions
    left join weapons on assertions.value = weapons.weapon_type
),

classes as (
    select
        belief_id,
        weapon_class,
        count(distinct origin_id) as class_origin_count,
        max(stated_at) as class_stated_at
    from told
    group by belief_id, weapon_class
),

types as (
    select
        belief_id,
        weapon_class,
        weapon_type,
        count(distinct origin_id) as type_origin_count,
        max(stated_at) as type_stated_at
    from told
    group by belief_id, weapon_class, weapon_type
),

chosen as (
    select
        types.belief_id,
        types.weapon_type
    from types
    inner join classes
        on types.belief_id = classes.belief_id and types.weapon_class = classes.weapon_class
    qualify row_number() over (
        partition by types.belief_id
        order by
            types.weapon_class in ('other', 'unknown'),
            classes.class_origin_count desc,
            classes.class_stated_at desc,
            types.weapon_type in ('other', 'unknown'),
            types.weapon_type like '%_unspecified',
            types.type_origin_count desc,
            types.type_stated_at desc,
            types.weapon_class,
            types.weapon_type
    ) = 1
)

select * from chosen
