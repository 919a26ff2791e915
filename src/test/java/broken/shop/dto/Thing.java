package broken.shop.dto;

record Thing(String name) {}
