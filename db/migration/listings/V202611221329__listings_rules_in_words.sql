-- phase: expand
comment on constraint favourite_kept_once on listings.favourite is 'A member keeps a listing once, however often the heart is pressed.';

comment on constraint listing_attributes_length on listings.listing is 'What a category asks for fits; a text in its place does not.';
comment on constraint listing_attributes_one_object on listings.listing is 'Attributes are told by their keys.';
comment on constraint listing_currency_taken on listings.listing is 'The market trades in these currencies.';
comment on constraint listing_description_length on listings.listing is 'A description is read by people and sent with the page.';
comment on constraint listing_latitude_on_earth on listings.listing is 'A place is on earth.';
comment on constraint listing_longitude_on_earth on listings.listing is 'A place is on earth.';
comment on constraint listing_place_whole on listings.listing is 'A place has both of its numbers, or there is none.';
comment on constraint listing_price_in_range on listings.listing is 'Nothing is for nothing, and nothing costs more than ten million: more is a slip of the keyboard.';
comment on constraint listing_published_after_drafted on listings.listing is 'Nothing is on offer before it was written.';
comment on constraint listing_shop_name_length on listings.listing is 'A copy of the shop''s name, which has the same length.';
comment on constraint listing_stock_in_range on listings.listing is 'Stock never falls below nought: this is what keeps two buyers from the last one. More than 100,000 is a slip of the keyboard.';
comment on constraint listing_title_length on listings.listing is 'A title says something, has no blanks around it, and fits on a card.';
comment on constraint listing_version_not_negative on listings.listing is 'Changes are counted from nought.';
comment on constraint listing_withdrawn_by_whom on listings.listing is 'Who took it from offer is told only where somebody did.';
comment on constraint listing_withdrawn_only_once_published on listings.listing is 'A draft is thrown away, not taken from offer.';
comment on constraint listing_withdrawn_after_published on listings.listing is 'Only what was on offer can be taken from offer.';

comment on constraint picture_height_in_range on listings.picture is 'A picture has a height, and no more than we make.';
comment on constraint picture_object_key_form on listings.picture is 'A key of the object store: no way up or out of its folder can be written with it.';
comment on constraint picture_position_in_range on listings.picture is 'A listing has twenty pictures at most, whatever its plan.';
comment on constraint picture_width_in_range on listings.picture is 'A picture has a width, and no more than we make.';
comment on constraint picture_card_key_form on listings.picture is 'A key of the object store: no way up or out of its folder can be written with it.';
comment on constraint picture_content_hash_form on listings.picture is 'A picture is told from another by its SHA-256.';
comment on constraint picture_card_key_once on listings.picture is 'One file in the object store is one picture''s, so removing it harms no other.';
comment on constraint picture_content_once on listings.picture is 'A listing does not show one picture twice.';
comment on constraint picture_object_key_once on listings.picture is 'One file in the object store is one picture''s, so removing it harms no other.';

comment on constraint shelf_live_not_negative on listings.shelf is 'What a shop has on offer is counted from nought.';
comment on constraint shelf_most_live_positive on listings.shelf is 'Every plan lets a shop offer something.';
comment on constraint shelf_most_pictures_positive on listings.shelf is 'Every plan lets a listing be seen.';
