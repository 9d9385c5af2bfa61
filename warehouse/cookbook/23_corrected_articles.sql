-- Which articles changed after they were first seen, and how?
select
    sources.name as source,
    articles.title,
    articles.version_no,
    articles.change_kind,
    articles.words_added,
    articles.words_removed
from dim_articles as articles
inner join dim_sources as sources using (source_id)
where articles.version_no > 1
order by source, articles.title, articles.version_no
