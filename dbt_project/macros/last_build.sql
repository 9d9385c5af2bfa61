{#- What the last build read, by staging model; nothing where there was none, it did not end well, or a table that it
made is gone. -#}
{% macro last_build() -%}
    {% set found = {} %}
    {% if execute is defined and execute %}
        {% set plan = adapter.get_relation(this.database, this.schema, this.identifier) %}
        {% set kept = graph.nodes.values() | selectattr('config.materialized', 'eq', 'incremental') %}
        {% set gone = namespace(any=plan is none) %}
        {% for node in kept if adapter.get_relation(this.database, node.schema, node.name) is none %}
            {% set gone.any = true %}
        {% endfor %}
        {% if not gone.any %}
            {% set query %}
                select model_name, last_row, coalesce(last_hash::varchar, 'null') as last_hash, input_digest,
                    coalesce(epoch_us(built_at)::varchar, 'null') as built_at
                from {{ plan }} where is_finished
            {% endset %}
            {% for row in run_query(query).rows %}
                {% set built_at = 'make_timestamptz(' ~ row['built_at'] ~ ')' %}
                {% do found.update({
                    row['model_name']: {'last_row': row['last_row'], 'last_hash': row['last_hash']},
                    'input_digest': row['input_digest'],
                    'built_at': built_at,
                }) %}
            {% endfor %}
        {% endif %}
    {% endif %}
    {{ return(found) }}
{%- endmacro %}

{#- The number of the last row of each table of the ledger, counted from 0; a table without rows is left out. -#}
{% macro last_ledger_rows(tables) -%}
    {% set found = {} %}
    {% if execute is defined and execute %}
        {% for table in tables %}
            {% set last = run_query('select max(ledger_row) from ' ~ ref('stg_' ~ table)).rows[0][0] %}
            {% if last is not none %}{% do found.update({table: last}) %}{% endif %}
        {% endfor %}
    {% endif %}
    {{ return(found) }}
{%- endmacro %}

{#- A digest of all models, tests and seeds. dbt keeps none of macros: who changes one asks for a full refresh. -#}
{% macro project_digest() -%}
    {% if not (execute is defined and execute) %}{{ return('') }}{% endif %}
    {% set digests = [] %}
    {% for name, node in graph.nodes.items() | sort %}
        {% do digests.append(name ~ node.get('checksum', {}).get('checksum', '')) %}
    {% endfor %}
    {{ return(local_md5(digests | join(' '))) }}
{%- endmacro %}
