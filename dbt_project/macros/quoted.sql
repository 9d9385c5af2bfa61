{#- The words between two offsets; of a text that may not be kept no more than a value can be verified by. -#}
{% macro quoted(text, char_start, char_end, is_withheld) -%}
    substring(
        {{ text }},
        {{ char_start }} + 1,
        case
            when {{ is_withheld }} then least({{ char_end }} - {{ char_start }}, 60)
            else {{ char_end }} - {{ char_start }}
        end
    )
{%- endmacro %}
