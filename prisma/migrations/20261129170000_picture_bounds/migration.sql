-- A request that was taken back keeps no pictures: it goes with them from now on.
DELETE FROM refund_pictures p USING refunds r WHERE r.id = p.refund_id AND r.status = 'WITHDRAWN';

-- Of buyers who were erased, the story of an order that was corrected still had the notes and masked receivers.
UPDATE order_events e SET detail = e.detail - ARRAY['note', 'buyerNote', 'oldBuyerNote', 'receiver', 'oldReceiver']
FROM orders o
WHERE o.id = e.order_id AND o.receiver_phone = '' AND e.detail ?| ARRAY['note', 'buyerNote', 'oldBuyerNote', 'receiver', 'oldReceiver'];
