{#- Whether this build touches only what is new in the ledger: as int_builds_planned says, which every model of facts
follows. Before that is made, and whenever the project is only read, it is a build of everything. -#}
{% macro is_daily() -%}
    {% if not (execute is defined and execute) %}{{ return(false) }}{% endif %}
    {% set plan = adapter.get_relation(target.database, 'intermediate', 'int_builds_planned') %}
    {% if plan is none %}{{ return(false) }}{% endif %}
    {{ return(run_query('select not bool_or(is_of_everything) from ' ~ plan).rows[0][0]) }}
{%- endmacro %}

{#- An incremental model is made anew in a build of everything. Asked for one of it alone, dbt would make it of what was
touched last. -#}
{% macro should_full_refresh() -%}
    {{ return(not is_daily() if config.get('materialized') == 'incremental' else flags.FULL_REFRESH) }}
{%- endmacro %}

{#- Rows of a staging model that no build has read: a constant, so that the others need not be looked at. -#}
{% macro is_new(model) -%}
    ledger_row > {% if is_daily() -%}
        {{ run_query("select read_until from intermediate.int_builds_planned where model_name = '" ~ model ~ "'").rows[0][0] }}
    {%- else -%}
        -1
    {%- endif %}
{%- endmacro %}

{#- In a daily build, that the column stands in a model of what is touched; else nothing. -#}
{% macro is_in(model, key, column=none) -%}
    {% if (execute is defined and not execute) or is_daily() -%}
        {{ column or key }} in (select touched.{{ key }} from {{ ref(model) }} as touched)
    {%- else -%}
        true
    {%- endif %}
{%- endmacro %}

{#- What a daily build replaces in a table: the rows of touched attacks, or of versions of touched articles. -#}
{% macro touched_rows(columns) -%}
    {% for column in ([columns] if columns is string else columns) -%}
        {{ "or " if not loop.first -}}
        {{ column }} in (
            {%- if column.endswith('attack_id') -%}
                select attack_id from intermediate.int_attacks_touched
            {%- else -%}
                select article_version_id from intermediate.int_versions_needed where is_touched
            {%- endif -%}
        )
    {% endfor -%}
{%- endmacro %}

{#- The strategy of incremental models: their unique_key names the columns of touched_rows; all rows of these go, whether
new ones take their place or not. -#}
{% macro get_incremental_touched_sql(arguments) -%}
    {% set columns = get_quoted_csv(arguments['dest_columns'] | map(attribute='name')) %}
    delete from {{ arguments['target_relation'] }}
    where {{ touched_rows(arguments['unique_key']) }}
    {% for predicate in arguments['incremental_predicates'] or [] %} or {{ predicate }} {% endfor %};
    insert into {{ arguments['target_relation'] }} ({{ columns }})
    select {{ columns }} from {{ arguments['temp_relation'] }};
    insert into intermediate.rows_written
    select '{{ arguments['target_relation'].identifier }}', count(*) from {{ arguments['temp_relation'] }}
{%- endmacro %}

{#- A daily build notes how many rows it has written into each table, for its tests. -#}
{% macro note_rows_written() -%}
    create or replace table intermediate.rows_written (table_name varchar, row_count bigint)
{%- endmacro %}

{#- The rows that a daily build has written into a table: they are its last ones, and those of touched_rows, whom to
look for takes as long as the table is. -#}
{% macro written_rows(model) -%}
    {% set notes = adapter.get_relation(target.database, 'intermediate', 'rows_written') %}
    {% set node = (graph.nodes.values() | selectattr('resource_type', 'eq', 'model') | selectattr('name', 'eq', model) | list)[0] %}
    {% set written = run_query("select last(row_count order by rowid) from " ~ notes ~ " where table_name = '" ~ model ~ "'").rows[0][0] if notes else none %}
    {% if written is none %}{{ return(touched_rows(node.config.unique_key)) }}{% endif %}
    {% set last = run_query('select coalesce(max(rowid), -1) from ' ~ adapter.get_relation(target.database, node.schema, model)).rows[0][0] %}
    {{ return('rowid > ' ~ (last - written)) }}
{%- endmacro %}

{#- For tests of the ledger, most of which come before the plan of their own build: rows that no build that ended well
has read. -#}
{% macro is_unread(model) -%}
    {% set plan = adapter.get_relation(target.database, 'intermediate', 'int_builds_planned') if execute is defined and execute else none %}
    {% if plan is none or flags.FULL_REFRESH %}{{ return('true') }}{% endif %}
    {% set read = run_query('select if(is_finished, last_row, read_until) from ' ~ plan ~ " where model_name = '" ~ model ~ "'").rows %}
    {{ return('ledger_row > ' ~ read[0][0] if read else 'true') }}
{%- endmacro %}

{#- For tests of the facts: the rows of a table that a daily build has written, or all. -#}
{% macro is_written(model) -%}
    {{ written_rows(model) if is_daily() else 'true' }}
{%- endmacro %}

{#- What a test of a table looks at: new rows of the ledger, written rows of an incremental model; of any other table,
and in a build of everything, all rows. -#}
{% macro get_where_subquery(relation) -%}
    {% if not (execute is defined and execute) %}{{ return(relation) }}{% endif %}
    {% set tested = namespace(where='true') %}
    {% for node in graph.nodes.values() if node.resource_type == 'model' and node.name == relation.identifier %}
        {% if node.config.materialized == 'incremental' and is_daily() %}
            {% set tested.where = written_rows(node.name) %}
        {% elif node.config.materialized == 'view' and 'ledger_row' in node.raw_code %}
            {% set tested.where = is_unread(node.name) %}
        {% endif %}
    {% endfor %}
    {{ return(relation if tested.where == 'true' else '(select * from ' ~ relation ~ ' where ' ~ tested.where ~ ')') }}
{%- endmacro %}

{#- Notes that the build ended well and left no model out: the next one need not begin before it. -#}
{% macro finish_build(results) -%}
    {% if execute is defined and execute and flags.WHICH == 'build' %}
        {% set made = results | selectattr('status', 'eq', 'success') | map(attribute='node.unique_id') | list %}
        {# A view shows what its tables hold, whenever it was made. #}
        {% set models = graph.nodes.values() | selectattr('resource_type', 'eq', 'model')
            | rejectattr('config.materialized', 'eq', 'view') | map(attribute='unique_id') %}
        {% set missing = models | reject('in', made) | list %}
        {% set failed = results | selectattr('status', 'in', ['error', 'fail', 'skipped']) | list %}
        {% if not missing and not failed %}
            update intermediate.int_builds_planned set is_finished = true
        {% endif %}
    {% endif %}
{%- endmacro %}
