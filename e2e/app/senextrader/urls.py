from django.urls import path

from journal import views

urlpatterns = [
    path("", views.index),
    path("healthz", views.healthz),
    path("readyz", views.readyz),
    path("visit/", views.visit),
    path("version", views.version),
    path("tasks/", views.tasks),
]
