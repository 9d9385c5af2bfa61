{{ config(post_hook=note_rows_written()) }}
{% set ledger_tables = [
    'aggregate_statements', 'analyst_decisions', 'article_copies', 'article_versions', 'articles', 'assertions',
    'attack_changes', 'attack_membership', 'attack_registry', 'casualty_reports', 'chain_steps', 'claims',
    'coded_versions', 'coding_runs', 'entries', 'failures', 'gazetteer_places', 'mentions', 'pair_scores',
    'reference_rows', 'rejections', 'sentences', 'wire_items',
] %}
{% set before = last_build() %}
{% set last_rows = last_ledger_rows(ledger_tables) %}
{% set digest = project_digest() ~ '-' ~ last_rows.get('reference_rows', -1) %}
{% set digest_before = before.get('input_digest', '') %}

with sources as (
    select * from {{ ref('stg_sources') }}
),

facts as (
    select * from {{ ref('stg_meta') }}
),

-- Rows are only ever added to the ledger: the one that was read last stands where it stood, or all is read again.
ledger_tables as (
    {% for table in ledger_tables %}
    {% set row = before.get('stg_' ~ table, {}) %}
    {{ "union all" if not loop.first }}
    select
        'stg_{{ table }}' as model_name,
        {{ row.get('last_row', -1) }}::bigint as read_before,
        {{ last_rows.get(table, -1) }}::bigint as last_row,
        (
            select hash(ledger) from {{ ref('stg_' ~ table) }} as ledger
            where ledger.ledger_row = {{ last_rows.get(table, -1) }}
        ) as last_hash,
        (
            select hash(ledger) from {{ ref('stg_' ~ table) }} as ledger
            where ledger.ledger_row = {{ row.get('last_row', -1) }}
        ) as hash_now,
        {{ row.get('last_hash', 'null') }}::ubigint as hash_before
    {% endfor %}
),

names as (
    select
        lower(source_name) as source_name,
        min(source_id) as source_id
    from sources
    group by lower(source_name)
),

name_digests as (
    select bit_xor(hash(source_name, source_id)) as name_digest
    from names
),

times as (
    select max(fact_value)::timestamptz as built_at
    from facts
    where fact_name = 'now'
),

-- What may change any attack: the project, its lists, and which outlet a name is.
inputs as (
    select
        concat_ws('-', '{{ digest }}', name_digests.name_digest) as input_digest,
        times.built_at
    from name_digests
    cross join times
),

planned as (
    select
        ledger_tables.model_name,
        ledger_tables.read_before,
        ledger_tables.last_row,
        ledger_tables.last_hash,
        inputs.input_digest,
        inputs.built_at,
        {{ before.get('built_at', 'null') }}::timestamptz as built_before_at,
        {{ 'true' if not before or (flags is defined and flags.FULL_REFRESH) else 'false' }}
        or bool_or(ledger_tables.hash_now is distinct from ledger_tables.hash_before) over ()
        or inputs.input_digest != '{{ digest_before }}' as is_of_everything,
        false as is_finished
    from ledger_tables
    cross join inputs
)

select
    *,
    if(is_of_everything, -1, read_before) as read_until
from planned
