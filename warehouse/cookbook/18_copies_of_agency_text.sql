-- Whose text is copied, and by whom?
select
    originals.source_id as origin,
    copies.source_id as copied_by,
    count(*) as articles
from dim_articles as copies
inner join dim_articles as originals on copies.origin_version_id = originals.article_version_id
where copies.source_id != originals.source_id
group by origin, copied_by
order by articles desc, origin, copied_by
