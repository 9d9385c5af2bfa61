-- No fact without evidence: each attack, claim and casualty report leads to words in fct_evidence.
{{ config(meta={'dagster': {'ref': {'name': 'fct_evidence'}}}) }}

with evidence as (
    select * from {{ ref('fct_evidence') }}
    where {{ is_written('fct_evidence') }}
),

facts as (
    select
        'fct_claims' as mart,
        claim_id as evidence_id,
        attack_id
    from {{ ref('fct_claims') }}
    where {{ is_written('fct_claims') }}
    union all
    select
        'fct_casualty_reports' as mart,
        report_id as evidence_id,
        attack_id
    from {{ ref('fct_casualty_reports') }}
    where {{ is_written('fct_casualty_reports') }}
    union all
    select
        'fct_attacks' as mart,
        null as evidence_id,
        attack_id
    from {{ ref('fct_attacks') }}
    where {{ is_written('fct_attacks') }}
),

told as (
    select distinct attack_id from evidence
),

bare as (
    select facts.*
    from facts
    left join evidence
        on facts.attack_id = evidence.attack_id and facts.evidence_id = evidence.evidence_id
    left join told on facts.attack_id = told.attack_id
    where told.attack_id is null or (facts.evidence_id is not null and evidence.evidence_id is null)
)

select * from bare
