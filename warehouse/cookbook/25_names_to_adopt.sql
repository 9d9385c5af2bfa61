-- Which names in the news does no list know yet?
select field, name, mention_count, article_count, example_sentence
from fct_unresolved_names
order by mention_count desc, field, name_key
limit 10
